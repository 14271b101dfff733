import Foundation
import TestSupport
import Testing

@Suite("coach export")
struct ExportTests {
  private let program: Program

  init() throws { program = try Program() }

  static let script = """
    title: Short
    steps:
      - say: Welcome. Sit tall.
      - reps: 12
        of: Twist
        tempo: 1.333s
        each side: [left, right]
      - hold: 5s
      - rest: 10s
      - reps: 4
        tempo: { up: 2s, down: 2s }
        count: off
      - say: Done.
    """

  @Test("Every cue sounds where the preview says, and all else is silence")
  func measured() throws {
    let file = try program.write(Self.script, to: "short.yaml")
    let wavePath = program.folder.appending(path: "short.wav").path()
    let export = try program.run("export", file, "-o", wavePath)
    #expect(export.code == 0)
    #expect(export.errors == "")
    #expect(export.text.contains("Play it with: aplay "))
    let wave = try Wave(try Data(contentsOf: URL(filePath: wavePath)))
    let preview = try JSONDecoder().decode(
      Preview.self, from: try program.run("preview", file, "--json").output)
    #expect(wave.rate == preview.rate)
    #expect(wave.samples.count == preview.frames)
    var silentFrom = 0
    let millisecond = preview.rate / 1000
    for cue in preview.cues {
      #expect(wave.samples[silentFrom..<cue.start].allSatisfy { $0 == 0 }, "before \(cue.caption)")
      let sound = wave.samples[cue.start..<(cue.start + cue.frames)]
      let first = try #require(sound.firstIndex { $0 != 0 })
      #expect(first - cue.start <= millisecond, "\(cue.caption) begins late")
      // Loud enough to be heard.
      let peak = sound.map { abs(Int($0)) }.max() ?? 0
      #expect(peak > 500, "\(cue.caption)")
      silentFrom = cue.start + cue.frames
    }
    #expect(wave.samples[silentFrom...].allSatisfy { $0 == 0 })
    let counts = preview.cues.filter { $0.kind == "count" && $0.side == "left" }
    #expect(counts.count == 12)
    for (index, cue) in counts.enumerated() {
      let exact = (Double(index) * 1.333 * Double(preview.rate)).rounded()
      #expect(cue.anchor - counts[0].anchor == Int(exact))
    }
  }

  @Test("The advice on how to play a file names an installed player")
  func player() throws {
    try program.write("title: T\nsteps:\n  - say: Hi.\n", to: "hi.yaml")
    let export = "env PATH=\"$PWD\" '\(Program.path)' export hi.yaml -o hi.wav"
    #expect(!(try program.shell(export).text.contains("Play")))
    let heard = try program.shell("echo true >mpv; chmod +x mpv; \(export)")
    #expect(heard.text.hasSuffix(" Play it with: mpv hi.wav\n"))
  }

  @Test("The same command gives the same bytes, in a file and on standard output")
  func same() throws {
    let file = try program.write(Self.script, to: "short.yaml")
    let paths = ["a.wav", "b.wav"].map { program.folder.appending(path: $0).path() }
    for path in paths { #expect(try program.run("export", file, "-o", path).code == 0) }
    let first = try Data(contentsOf: URL(filePath: paths[0]))
    #expect(try Data(contentsOf: URL(filePath: paths[1])) == first)
    let stream = try program.run("export", file, "-o", "-")
    #expect(stream.code == 0)
    #expect(stream.output == first)
    #expect(stream.errors == "")
  }

  @Test("Editing one line changes no other clip's length")
  func editing() throws {
    let lengths = { (script: String) in
      let file = try program.write(script, to: "edited.yaml")
      let preview = try JSONDecoder().decode(
        Preview.self, from: try program.run("preview", file, "--json").output)
      return Dictionary(
        preview.cues.map { ($0.caption, $0.frames) }, uniquingKeysWith: { first, _ in first })
    }
    let before = try lengths(Self.script)
    let after = try lengths(
      Self.script.replacingOccurrences(of: "Sit tall.", with: "Lie down wherever you like."))
    #expect(before["Sit tall."] != nil)
    #expect(after["Sit tall."] == nil)
    for (caption, frames) in after where before[caption] != nil {
      #expect(before[caption] == frames, "\(caption)")
    }
  }

  @Test(
    "--quiet is soft, has no sudden sounds, and says fewer numbers",
    arguments: [
      [], ["--voice", "bright"],
    ])
  func quiet(voice: [String]) throws {
    let file = try program.write(Self.script, to: "short.yaml")
    let options = [file, "--quiet"] + voice
    let wave = try Wave(
      try program.run(arguments: ["export"] + options + ["-o", "-"]).output)
    // -10 dB of full scale.
    #expect(wave.samples.allSatisfy { abs(Int($0)) <= 10_362 })
    let preview = try JSONDecoder().decode(
      Preview.self, from: try program.run(arguments: ["preview"] + options + ["--json"]).output)
    #expect(preview.voice == (voice.last ?? "hush"))
    for cue in preview.cues {
      let onset = wave.samples[cue.start..<cue.start + preview.rate / 500]
      #expect(onset.allSatisfy { abs(Int($0)) < 500 }, "\(cue.caption) starts suddenly")
    }
    let counted = preview.cues.filter { $0.kind == "count" && $0.side == "left" }.map(\.caption)
    #expect(counted == ["five", "ten", "eleven", "twelve"])
  }

  @Test("Settings, sections and voices change the file")
  func choices() throws {
    let frames = { (extra: [String]) in
      let line = (["coach preview upper-back-relief --json"] + extra).joined(separator: " ")
      return try JSONDecoder().decode(Preview.self, from: try program.shell(line).output)
    }
    let usual = try frames([])
    let longer = try frames(["--set", "heat=15min"])
    #expect(longer.frames - usual.frames > 179 * usual.rate)
    #expect(longer.frames - usual.frames < 182 * usual.rate)
    let section = try frames(["--section", "movement"])
    #expect(section.frames < usual.frames / 3)
    #expect(section.cues.first?.start == 0)
    #expect(try frames(["--voice", "bright"]).voice == "bright")
    let baby = try frames(["--with-baby"])
    #expect(baby.cues.contains { $0.caption.contains("baby") })
  }

  @Test("An interrupted export leaves nothing behind")
  func interrupted() throws {
    let file = try program.write(
      "title: Long\nsteps:\n  - repeat: 400\n    steps:\n      - say: Again.\n      - pause: 3 min\n",
      to: "long.yaml")
    let wave = program.folder.appending(path: "long.wav").path()
    for signal in [SIGINT, SIGTERM, SIGKILL] {
      let child = try Child(
        [Program.path, "export", file, "-o", wave], environment: program.environment)
      // Wherever it is by then: scheduling, speaking or writing.
      _ = eventually(within: 0.4) { !child.isRunning }
      child.signal(signal)
      child.wait()
      #expect(try program.files().filter { $0 != "long.wav" } == ["long.yaml"])
      try? FileManager.default.removeItem(atPath: wave)
    }
  }

  @Test("An existing file stays until the new one is complete")
  func replaced() throws {
    let wave = try program.write("precious", to: "old.wav")
    let bad = try program.write("title: T\nsteps:\n  - reps: -1\n", to: "bad.yaml")
    #expect(try program.run("export", bad, "-o", wave).code == 1)
    #expect(try String(contentsOfFile: wave, encoding: .utf8) == "precious")
    let good = try program.write("title: T\nsteps:\n  - say: Hello.\n", to: "good.yaml")
    #expect(try program.run("export", good, "-o", wave).code == 0)
    _ = try Wave(try Data(contentsOf: URL(filePath: wave)))
  }
}
