import Foundation
import TestSupport
import Testing

@Suite("coach audition", .serialized)
struct AuditionTests {
  private let program: Program

  init() throws { program = try Program() }

  private static let script = """
    title: Short
    settings: { times: 2 }
    steps:
      - say: This is general guidance. Stop if anything hurts.
      - reps: ${times}
        of: Twist
        say: Turn.
        each side: [left, right]
        with baby:
          reps: 2
          of: Sway
          say: Sway a little.
      - rest: 5s
      - section: End
        say: Done.
    """

  private func hear(_ arguments: String) throws -> Wave {
    let result = try program.shell("coach audition \(arguments) -o - | cat")
    return try Wave(result.output)
  }

  private func captions(_ arguments: String) throws -> String {
    String(
      decoding: try program.shell("coach audition \(arguments) -o - | cat").output, as: UTF8.self)
  }

  @Test("A phrase sounds the same as in a session with that voice")
  func phrase() throws {
    try program.write("title: T\nsteps:\n  - say: Sit tall.\n", to: "t.yaml")
    for options in ["", "--voice hush", "--quiet"] {
      let heard = try hear("'Sit tall.' \(options)")
      let session = try Wave(try program.shell("coach export t.yaml \(options) -o - | cat").output)
      #expect(heard.samples == session.samples, "\(options)")
    }
    #expect(
      try hear("'Sit tall.'").samples != hear("--voice hush 'Sit tall.'").samples)
    let written = try program.shell("coach audition 'Sit tall.' -o tall.wav")
    #expect(written.code == 0)
    #expect(written.errors == "")
    #expect(
      written.text.wholeMatch(of: /Wrote tall\.wav: Sit tall\., \d\.\d\d s\. Play it .*\n/) != nil)
  }

  @Test("Without a phrase, a voice says the sample sentences of its language")
  func voice() throws {
    let german = try Repository.text("Voices/pronunciation/de.yaml")
    let calibration = try #require(german.firstMatch(of: /calibration:\n  - (.*)\n/)).output.1
    #expect(try captions("--voice calm-de").contains(calibration))
    #expect(try captions("--language de").contains(calibration))
    #expect(try hear("--voice hush").samples.count > 22_050)
  }

  @Test("A step is cut from the session: by name with all its sides, by number one side")
  func step() throws {
    try program.write(Self.script, to: "short.yaml")
    let session = try Wave(try program.shell("coach export short.yaml -o - | cat").output)
    let preview = try JSONDecoder().decode(
      Preview.self, from: try program.shell("coach preview short.yaml --json").output)
    func start(ofStep number: Int) throws -> Int {
      try #require(preview.cues.first { $0.step == number }).start
    }
    #expect(preview.cues.filter { $0.step == 3 }.allSatisfy { $0.side == "right" })
    let both = try hear("short.yaml --step twist")
    let from = try start(ofStep: 2)
    #expect(both.samples.elementsEqual(session.samples[from..<from + both.samples.count]))
    #expect(from + both.samples.count <= (try start(ofStep: 4)))
    let right = try hear("short.yaml --step 3")
    let at = try start(ofStep: 3)
    #expect(right.samples.elementsEqual(session.samples[at..<at + right.samples.count]))
    #expect(at + right.samples.count == from + both.samples.count)
    let longer = try hear("short.yaml --step Twist --set times=5")
    #expect(longer.samples.count > both.samples.count)
    #expect(try captions("short.yaml --step Sway --with-baby").contains("Sway a little."))
    #expect(try hear("short.yaml --section End").samples.count < right.samples.count)
    try program.write(
      "language: de\ntexts:\n  - { original: Twist, text: Drehung }\n"
        + "  - { original: Turn., text: Drehen. }\n", to: "short.de.yaml")
    #expect(
      try captions("short.yaml --language de --step Twist 2>/dev/null").contains("Drehen.")
    )
  }

  @Test("With --show it is printed how a phrase or a step is read, and nothing is played")
  func shown() throws {
    let phrase = try program.shell("coach audition --show 'Use 2.5 kg. Do 3x10 reps/side.'")
    #expect(phrase.text == "/j'u:z/ two point five kilos.\nDo three times ten reps per side.\n")
    #expect(phrase.code == 0 && phrase.errors == "")
    let spanish = try program.shell("coach audition --show --language es 'Haz 21 series.'")
    #expect(spanish.text == "Haz veintiuna series.\n")
    let lost = try program.shell("coach audition --show 'I ♥ it.'")
    #expect(lost.text == "I it.\n")
    #expect(lost.errors.hasPrefix("the phrase:1:3: warning: `♥` is not said"), "\(lost.errors)")
    try program.write(Self.script, to: "short.yaml")
    let step = try program.shell("coach audition short.yaml --step Twist --show")
    #expect(step.text.contains("Turn.\n"), "\(step.text)")
    for option in ["-o x.wav", "-d default"] {
      #expect(try program.shell("coach audition 'Sit tall.' --show \(option)").code == 64)
    }
  }

  @Test("What is said of each cue, in words, is in the timeline")
  func spoken() throws {
    try program.write(
      "title: T\nsteps:\n  - say: Do 2x8. Use it.\n  - reps: 1\n    of: Twist\n", to: "t.yaml")
    let preview = try JSONDecoder().decode(
      Preview.self, from: try program.shell("coach preview t.yaml --json").output)
    let spoken = preview.cues.map(\.spoken)
    #expect(spoken.starts(with: ["Do two times eight.", "/j'u:z/ it."]))
    for cue in preview.cues { #expect((cue.spoken == nil) == (cue.kind == "chime")) }
  }

  @Test("Every sample is heard when it is played")
  func played() throws {
    let live = try Live()
    let phrase = try hear("'Sit tall.'")
    let child = try live.start("audition", "Sit tall.", "--device", "vspk")
    #expect(child.wait() == 0, "\(live.noted)")
    #expect(try eventually { try live.heard(phrase.samples[...]) })
    #expect(live.noted == "")
  }

  @Test("What cannot be auditioned is an error that says what can")
  func refused() throws {
    try program.write(Self.script, to: "short.yaml")
    let step = try program.shell("coach audition short.yaml --step Twst -o x.wav")
    #expect(step.code == 1)
    #expect(step.errors.contains("There is no step `Twst`; did you mean `Twist`?"))
    let number = try program.shell("coach audition short.yaml --step 12 -o x.wav")
    #expect(number.code == 1)
    #expect(number.errors.contains("the numbers 1 to 5"))
    let name = try program.shell("coach audition think-tall -o x.wav")
    #expect(name.code == 0)
    #expect(name.errors.contains("coach audition think-tall --step STEP"))
    let nothing = try program.shell("coach audition ... -o y.wav")
    #expect(nothing.code == 1)
    #expect(nothing.errors.contains("[cannot-speak]"))
    let long = try program.shell("coach audition \"$(printf 'word %.0s' {1..9000})\" -o y.wav")
    #expect(long.errors.hasPrefix("the phrase:1:1: error: "))
    #expect(long.errors.utf8.count < 1000)
    let mute = try program.shell("coach audition 'Sit tall.' --device nowhere")
    #expect(mute.errors.contains("`-o FILE` writes a file"))
    for arguments in [
      "--step Twist", "' '", "'Sit tall.' --with-baby", "'Sit tall.' -o x.wav -d default",
    ] {
      #expect(try program.shell("coach audition \(arguments)").code == 64, "\(arguments)")
    }
    #expect(try program.shell("coach audition 'Sit tall.' --voice clam").code == 1)
    #expect(try program.files().filter { $0.hasSuffix(".wav") } == ["x.wav"])
  }
}
