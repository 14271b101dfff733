import TestSupport
import Testing

@testable import CueTimeline

@Suite("Texts are cut into sentences, and captions are what is said")
struct SentenceTests {
  @Test(
    arguments: [
      ("Sit tall. Breathe out!", ["Sit tall.", "Breathe out!"]),
      ("Mr. Lee says no.", ["Mr. Lee says no."]),
      ("Use approx. 10 cm of tape.", ["Use approx. 10 cm of tape."]),
      ("Up. Down. Up.", ["Up.", "Down.", "Up."]),
      ("Ready? “Go.” Well done…  Rest", ["Ready?", "“Go.”", "Well done…", "Rest"]),
      ("It is 2.5 cm. then more", ["It is 2.5 cm. then more"]),
      ("Say <b>hello</b> and [[wave]].", ["Say hello and wave."]),
      ("One\ttab\u{1}and control.", ["One tab and control."]),
    ])
  func sentences(text: String, said: [String]) throws {
    let quoted = text.unicodeScalars.map { scalar in
      scalar.value < 32 ? "\\x0\(String(scalar.value, radix: 16))" : String(scalar)
    }.joined()
    let timeline = try timeline(steps: "  - say: \"\(quoted)\"\n")
    #expect(timeline.cues.map(timeline.caption) == said)
  }

  @Test("Plain texts are cut like all others")
  func plain() throws {
    let phrases = try Repository.english()
    let parts = [
      "Go", "go", "Mr.", "J.", "approx.", "(Stop.)", "'Why?'", "done.", "2.5", "5.", "Yes!", "a,",
      "\"So.\"", "...", ")", ".", "x)", "No.'\")", "I",
    ]
    var generator = SplitMix(state: 7)
    for _ in 0..<2_000 {
      let words = (1...Int.random(in: 1...8, using: &generator)).compactMap { _ in
        parts.randomElement(using: &generator)
      }
      let text = words.joined(separator: " ")
      var expected = phrases.sentences(of: text)
      // With a letter after it that is not ASCII; a small one, so that it does not begin a sentence.
      expected[expected.count - 1] += " é"
      #expect(phrases.sentences(of: text + " é") == expected)
    }
  }

  @Test("A step without words of its own says what to do")
  func names() throws {
    let timeline = try timeline(
      steps: "  - hold: 10s\n    of: Plank\n  - reps: 2\n    of: Squat\n    tempo: 2s\n")
    let said = timeline.cues.filter { $0.kind == .say }.map(timeline.caption)
    #expect(said == ["Plank.", "Hold for ten seconds.", "And release.", "Squat."])
  }

  @Test("Numbers and times in words, with plural forms")
  func words() throws {
    let phrases = try Repository.english()
    #expect(phrases.time(.seconds(90)) == "one minute and thirty seconds")
    #expect(phrases.time(.seconds(3661)) == "one hour, one minute and one second")
    #expect(phrases.time(.milliseconds(2500)) == "2.5 seconds")
    #expect(phrases.time(.seconds(720)) == "twelve minutes")
    #expect(phrases.text(.timeLeft, .time(.seconds(60))) == "One minute left.")
  }
}
