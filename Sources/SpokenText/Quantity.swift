/// A number, or two with a sign between them, and what follows without a space: `5-10kg`.
struct Quantity {
  /// What the sign between two numbers means.
  enum Joint {
    case range
    case product
    case part

    init?(_ sign: Substring) {
      switch sign {
      case "-", "\u{2010}", "\u{2011}", "\u{2013}", "\u{2014}", "\u{2212}": self = .range
      case "x", "X", "\u{D7}": self = .product
      case "/", "\u{2044}": self = .part
      default: return nil
      }
    }
  }

  /// The sign before, `~` or `#`.
  let mark: Character?
  let first: Substring
  let rest: (joint: Joint, second: Substring)?
  /// A unit, or anything else that follows.
  var unit: Substring

  init?(_ written: Substring) {
    var text = written
    if let sign = text.first, sign == "~" || sign == "#" {
      mark = sign
      text.removeFirst()
    } else {
      mark = nil
    }
    // `x10`, which some people write for ten times.
    let isTurned = text.first.map { "xX\u{D7}".contains($0) } ?? false
    if isTurned { text.removeFirst() }
    guard let number = Self.takeNumber(&text) else { return nil }
    first = number
    var after = text.dropFirst()
    if !isTurned, let joint = Joint(text.prefix(1)) {
      if let second = Self.takeNumber(&after) {
        rest = (joint, second)
        text = after
      } else {
        // `10x` means ten times; `10-minute` is a word.
        guard joint == .product, after.isEmpty else { return nil }
        rest = nil
      }
    } else {
      rest = nil
    }
    if isTurned {
      guard text.isEmpty else { return nil }
      unit = "x"
    } else {
      // A date or a telephone number, not a range or a part.
      if rest != nil, Joint(text.prefix(1)) != nil { return nil }
      unit = text
    }
  }

  /// Whether it is a number and nothing else.
  var isPlain: Bool { mark == nil && rest == nil && unit.isEmpty }
  /// Whether a unit after it is in the singular.
  var isOne: Bool { first == "1" && rest == nil }

  /// Removes digits, with points or commas among them, from the front.
  private static func takeNumber(_ text: inout Substring) -> Substring? {
    var end = text.startIndex
    var index = end
    while index < text.endIndex {
      let character = text[index]
      let next = text.index(after: index)
      if character.isASCII, character.isWholeNumber {
        end = next
      } else if !(character == "." || character == ",") || end != index || index == text.startIndex
      {
        break
      }
      index = next
    }
    guard end > text.startIndex else { return nil }
    defer { text = text[end...] }
    return text[..<end]
  }
}
