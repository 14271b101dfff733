import Foundation
import TestSupport
import Testing

@testable import SpokenText

@Suite("Unicode's normal form")
struct NormalFormTests {
  static func form(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: NormalForm.text(Array(text.unicodeScalars)))
    return String(view)
  }

  /// Foundation has Unicode's newest characters too.
  static func isOld(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.age.map { $0.major <= 14 } ?? false
  }

  static func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

  @Test("Every character has the form that Foundation gives it")
  func everyCharacter() {
    var wrong: [String] = []
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), Self.isOld(scalar) else { continue }
      let text = String(scalar)
      let form = text.precomposedStringWithCompatibilityMapping
      if Self.scalars(Self.form(text)) != Self.scalars(form) { wrong.append("U+\(value)") }
      if NormalForm.isPlain(scalar), form != text || Self.scalars(form) != [value] {
        wrong.append("plain U+\(value)")
      }
    }
    #expect(wrong == [])
  }

  @Test("So do characters next to each other, in any order")
  func sequences() {
    var random = SplitMix(state: 14)
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x17F, 0x300...0x345, 0x386...0x3FF, 0x900...0x9FF, 0x1E00...0x1EFF,
    ]
    for _ in 0..<20_000 {
      var view = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let range = ranges[Int.random(in: 0..<ranges.count, using: &random)]
        if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)),
          Self.isOld(scalar)
        {
          view.append(scalar)
        }
      }
      let text = String(view)
      let form = text.precomposedStringWithCompatibilityMapping
      #expect(Self.scalars(Self.form(text)) == Self.scalars(form), "\(Self.scalars(text))")
    }
  }

  // What Foundation does not do, although Unicode says so.
  @Test("Korean letters become syllables, and marks come into their order")
  func others() {
    #expect(Self.scalars(Self.form("\u{1100}\u{1161}\u{11A8}")) == [0xAC01])
    #expect(Self.scalars(Self.form("\u{AC00}\u{11A8}")) == [0xAC01])
    #expect(Self.scalars(Self.form("a\u{301}\u{323}")) == [0x1EA1, 0x301])
    #expect(Self.scalars(Self.form("\u{1FCF}\u{33A}")) == [0x20, 0x33A, 0x313, 0x342])
  }

  @Test("Half a million marks on one letter take no longer than they should")
  func hostile() {
    let marks = String(repeating: "\u{301}\u{323}", count: 250_000)
    #expect(PlainText.text(of: "a" + marks).unicodeScalars.count == 500_000)
  }
}
