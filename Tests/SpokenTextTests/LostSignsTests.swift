import TestSupport
import Testing

@testable import SpokenText

@Suite("What of a text would be lost")
struct LostSignsTests {
  /// The parts that are lost.
  static func lost(_ text: String, _ language: String = "en") throws -> [String] {
    let scalars = Array(text.unicodeScalars)
    return try Repository.pronunciation(language).lost(in: text).map { range in
      var part = String.UnicodeScalarView()
      part.append(contentsOf: scalars[range])
      return String(part)
    }
  }

  @Test(
    "Pictures, signs without a word and letters of other scripts are",
    arguments: [
      ("Great 💪🏽!", ["💪🏽"]), ("👨‍👩‍👧 family", ["👨‍👩‍👧"]), ("⬅️ left", ["⬅️"]), ("I ♥ it", ["♥"]),
      ("Now, привет!", ["привет"]), ("你好", ["你好"]), ("a | b", ["|"]), ("2^3", ["^"]),
      ("a < b", ["<"]), ("a #b", ["#"]), ("a\u{1}b", ["\u{1}"]), ("<name> is it", ["<name>"]),
      ("✓ done ✓", ["✓", "✓"]), ("√9", ["√"]),
      ("5<3", ["<"]), ("x>=3", [">"]),
    ])
  func signs(text: String, lost: [String]) throws { #expect(try Self.lost(text) == lost) }

  @Test(
    "What is said, or only makes a text look different, is not",
    arguments: [
      "Sit tall. It isn't 5 o'clock!", "*now* _now_ `now` [now] {now}", "# Title", "~~no~~",
      "<b>bold</b>",
      "> 3 of 10, <120, ~10, #1, ±5", "10 ℃, ２０, ٣٠, 🔟, 1️⃣, ①, Ⅳ, ½, 3ª, m²",
      "𝐇𝐨𝐥𝐝 it — “so” … «ça»",
      "up → down -> up ➡️ down", "€5 & 50 % + 3 = 4", "Weiß, señor, łódź, naïve", "30° µ π",
      "so\u{AD}ft",
      "ze\u{200B}ro", "\u{202E}back\u{202C}", "• one", "u\u{308}ber", "a\r\n\tb",
    ])
  func said(text: String) throws {
    #expect(try Self.lost(text) == [])
    #expect(try Self.lost(text, "de") == [])
  }

  @Test("An entry of `say as:` gives letters their sound")
  func sayAs() throws {
    let entries = try SayAsEntriesTests.entries("  привет: privyet\n")
    let said = try Repository.pronunciation().saying([entries])
    #expect(said.lost(in: "Say привет.") == [])
    #expect(said.lost(in: "Say Яна.") == [4..<7])
  }

  @Test("A million signs take no longer than they should")
  func hostile() throws {
    #expect(try Self.lost(String(repeating: "♥|", count: 100_000)).count == 1)
    #expect(try Self.lost(String(repeating: "♥ ", count: 100_000)).count == 100_000)
    #expect(try Self.lost(String(repeating: "<", count: 400_000)).count == 1)
  }
}
