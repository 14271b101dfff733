import RoutineScript
import SourceYAML
import TestSupport
import Testing

@testable import SpokenText

@Suite("`say as:` entries in a text")
struct SayAsEntriesTests {
  /// Entries as a routine has them.
  static func entries(_ text: String) throws -> [SayAs] {
    let script = "title: T\nsteps:\n  - say: One.\nsay as:\n\(text)"
    let routine = RoutineParser().parse(SourceText(name: "routine.yaml", text: script)).routine
    return try #require(routine).sayAs
  }

  @Test("Entries are found like the language's own words, and have priority")
  func order() throws {
    let routine = try Self.entries(
      "  wind the baby: whined the baby\n  close: kloze\n  approx.: roughly\n  TRX: tricks\n"
        + "  kg: keys\n")
    let voice = try Self.entries("  the baby: the bay bee\n  your eyes: your ice\n  close: kloss\n")
    let said = try Repository.pronunciation().saying([routine, voice])
    for (written, expected) in [
      ("Wind the baby, now.", "whined the baby, now."), ("Hold the baby.", "Hold the bay bee."),
      // A longer entry of the language does not hide a shorter one of the routine.
      ("Close your book.", "kloze your book."), ("Close your eyes.", "kloze your ice."),
      ("(close)", "(kloze)"), ("Wind, the baby", "Wind, the bay bee"),
      ("approx. 5", "roughly five"),
      ("TRX", "tricks"), ("trx", "trx"), ("10 kg", "ten keys"), ("10kg", "ten kilos"),
      ("3 x 10 lbs", "three times ten pounds"), ("winding", "winding"),
    ] {
      #expect(try said.spoken(written).get() == expected)
    }
    #expect(said.overrides(in: "Close your eyes.") == [routine[1], voice[1]])
    #expect(said.overrides(in: "Sit.") == [])
    #expect(try Repository.pronunciation().overrides(in: "Close your eyes.") == [])
  }

  @Test("Entries cannot make a text too long for the engine")
  func length() throws {
    let long = String(repeating: "ab ", count: 39)
    let said = try Repository.pronunciation().saying([try Self.entries("  a: \(long)\n")])
    #expect(throws: Never.self) { try said.spoken("a a a").get() }
    let failure = #expect(throws: UnsayableText.self) {
      try said.spoken(String(repeating: "a ", count: 900)).get()
    }
    #expect(failure?.message.contains("Split") == true)
    let widest = Pronunciation.longestSpoken * 4 + 1
    #expect(widest <= 16 * 1024, "the speech process accepts it")
  }
}
