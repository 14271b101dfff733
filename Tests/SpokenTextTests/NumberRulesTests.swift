import Foundation
import TestSupport
import Testing

@testable import SpokenText

@Suite("Numbers in words")
struct NumberRulesTests {
  /// Without what spellings differ in: hyphens, spaces, a British "and".
  static func letters(_ text: String) -> String {
    text.replacing(" and ", with: " ").filter(\.isLetter).precomposedStringWithCanonicalMapping
  }

  @Test(
    "Every language counts as ICU does", arguments: try Repository.names(in: "Voices/pronunciation")
  )
  func icu(language: String) throws {
    let grammar = try Repository.pronunciation(language).grammar
    let formatter = NumberFormatter()
    formatter.locale = Locale(identifier: language)
    formatter.numberStyle = .spellOut
    let some = [
      2_100, 3_456, 10_000, 21_021, 99_999, 100_000, 101_101, 234_567, 1_000_000, 2_345_678,
    ]
    for value in Array(0...1_999) + some {
      let words = try #require(grammar.words(value, "cardinal", nil, nil), "\(value)")
      let meant = try #require(formatter.string(from: value as NSNumber))
      #expect(Self.letters(words) == Self.letters(meant), "\(value)")
    }
  }

  @Test(
    "Every form that a language has is there for every number",
    arguments: try Repository.names(in: "Voices/pronunciation"))
  func forms(language: String) throws {
    let grammar = try Repository.pronunciation(language).grammar
    for name in grammar.numbers.names where name.contains("inal") {
      for value in 0...1_200 {
        let words = try #require(grammar.numbers.words(value, name), "\(value) \(name)")
        #expect(!words.isEmpty && !words.contains("  "), "\(value) \(name)")
        #expect(!words.contains { $0.isNumber }, "\(value) \(name)")
      }
    }
    for rules in grammar.ordinals.values { #expect(grammar.numbers.names.contains(rules)) }
    #expect(grammar.numbers.words(NumberRules.limit, "cardinal") == nil)
  }

  @Test(
    "Numbers take the form of what they count",
    arguments: [
      ("es", "feminine", [1: "una", 21: "veintiuna", 101: "ciento una", 200: "doscientas"]),
      ("es", "masculine", [1: "un", 21: "veintiún", 31: "treinta y un", 1_021: "mil veintiún"]),
      (
        "fr", "feminine", [1: "une", 21: "vingt et une", 81: "quatre-vingt-une", 200: "deux cents"]
      ),
      ("it", "feminine", [1: "una", 21: "ventuno"]), ("it", "masculine", [1: "un", 2: "due"]),
      ("pt", "feminine", [1: "uma", 2: "duas", 22: "vinte e duas", 200: "duzentas"]),
      ("de", "feminine", [1: "eine", 2: "zwei"]),
      ("de", "masculine", [1: "einen", 21: "einundzwanzig"]),
    ])
  func gender(language: String, gender: String, words: [Int: String]) throws {
    let grammar = try Repository.pronunciation(language).grammar
    for (value, said) in words {
      #expect(grammar.words(value, "cardinal", nil, gender) == said)
    }
  }

  @Test("Rules that cannot be read, or lead nowhere, are refused")
  func mistakes() {
    func wrong(_ text: String) -> String? {
      var rules = NumberRules()
      return rules.add("cardinal", text)
    }
    #expect(wrong("0: zero; 20: twenty[->>]") == nil)
    #expect(wrong("1: one") == "cardinal")
    #expect(wrong("0: zero; twenty") == "twenty")
    #expect(wrong("0: zero; 20: twenty[->>") == "20: twenty[->>")
    #expect(wrong("0: zero; 20: a; 10: b") == "10")
    #expect(wrong("0: zero; 20/1: a") == "20/1: a")
    var rules = NumberRules()
    #expect(rules.add("a", "0: =b=; 1: =a=") == nil)
    #expect(rules.missing == "b")
    #expect(rules.words(5, "a") == nil, "it goes round in circles")
  }
}
