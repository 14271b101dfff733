import Catalog
import Preparation
import RoutineScript
import TestSupport
import Testing

@testable import CueTimeline
@testable import Speech
@testable import SpokenText

@Suite("The article on voices has every key, and says of it what editors say")
struct VoicesArticleTests {
  private func section(_ title: String) throws -> MarkdownFile.Section {
    try #require(
      try Articles.article("Voices").sections.first { $0.title == title }, "no ## \(title)")
  }

  /// The first column of a section's tables, as names.
  private func names(_ title: String) throws -> [String] {
    try section(title).rows.map { $0[0].replacing("`", with: "") }
  }

  @Test("A voice file: keys, what they mean, ranges and what holds without them")
  func voice() throws {
    let rows = try section("A voice file").rows
    let written = rows.map { row in
      ScriptReference.Entry(key: row[0].replacing("`", with: ""), about: row[1])
    }
    #expect(written == VoiceProfile.reference)
    let usual = VoiceProfile(name: "")
    func range<Bound: Comparable & Numeric>(
      _ range: ClosedRange<Bound>, _ usual: Bound
    ) -> String {
      "from \(range.lowerBound) to \(range.upperBound); \(usual) without it"
        .replacing(".0", with: "")
    }
    #expect(
      rows.map(\.[2]).filter { $0.hasPrefix("from") } == [
        range(WordsPerMinute.range, usual.rate.value), range(VoiceLevel.range, usual.pitch.value),
        range(VoiceLevel.range, usual.range.value), range(WordGap.range, usual.wordGap.value),
        range(Loudness.range, usual.loudness.lufs),
      ])
  }

  @Test("A file of set phrases: its keys, and each phrase with what is filled in")
  func phrases() throws {
    let tables = try section("Set phrases").rows
    let keys = tables.prefix(PhraseCatalogue.keys.count)
    #expect(keys.map { $0[0].replacing("`", with: "") } == PhraseCatalogue.keys)
    #expect(
      keys.filter { !$0[2].contains("*needed*") }
        .map { $0[0].replacing("`", with: "") } == PhraseCatalogue.optionalKeys)
    let names = try #require(keys.first { $0[0] == "`names`" })
    for kind in PhraseCatalogue.namedKinds { #expect(names[2].contains("`\(kind)`")) }
    let phrases = tables.dropFirst(PhraseCatalogue.keys.count)
    #expect(
      phrases.map { $0[0].replacing("`", with: "") } == PhraseCatalogue.Key.allCases.map(\.rawValue)
    )
    for (row, key) in zip(phrases, PhraseCatalogue.Key.allCases) {
      #expect(row[2] == key.slots.map { "`{\($0)}`" }.joined(separator: " "), "\(row[0])")
      #expect(!row[1].isEmpty)
    }
  }

  @Test("A pronunciation file: its keys and its signs")
  func pronunciation() throws {
    #expect(try names("Pronunciation") == Pronunciation.keys + Pronunciation.Signs.keys)
  }

  @Test("The languages that ship are those that it names")
  func languages() throws {
    let named = try section("Languages").opening.matches(of: /\(`([a-z]+)`\)/).map {
      String($0.output.1)
    }
    #expect(named.sorted() == (try Repository.languages()))
  }

  @Test("The figures of loudness are those that are kept")
  func loudness() throws {
    let text = try section("Loudness").opening
    for figure in [
      "\(Int(ClipMaker.ceiling)) dBTP", "\(Int(ClipMaker.gentleCeiling)) dBTP",
      "\(Int(VoiceProfile.quietLoudness.lufs)) LUFS",
    ] {
      #expect(text.contains(figure), "\(figure)")
    }
    #expect(text.contains("`\(VoiceCatalog.quiet)`"))
  }
}
