internal import RoutineScript
internal import SourceYAML

/// A JSON value whose members stay in the order they are given in, so that its text is always the same.
package indirect enum JSONValue: Equatable, Sendable {
  case text(String)
  case whole(Int64)
  case fraction(Double)
  case truth(Bool)
  case list([JSONValue])
  case object([Member])

  /// A name with its value.
  package struct Member: Equatable, Sendable {
    package let name: String
    package let value: JSONValue

    package init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The members of an object, in order; none if it is something else.
  private var members: [Member] {
    if case .object(let members) = self { members } else { [] }
  }

  /// An object made of named values, in their order.
  package static func object(_ pairs: [(String, JSONValue)]) -> JSONValue {
    .object(pairs.map { Member(name: $0.0, value: $0.1) })
  }

  /// This object with another's members after its own.
  package func with(_ more: JSONValue) -> JSONValue { .object(members + more.members) }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .text(value) }
  package init(integerLiteral value: Int64) { self = .whole(value) }
  package init(booleanLiteral value: Bool) { self = .truth(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .list(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(elements) }
}

extension JSONValue {
  /// The value as text that people can read, with a newline at its end.
  package var document: String { text(indent: "") + "\n" }

  /// What fits on one line, so that a list of words does not take a page.
  private static let longestLine = 80

  private func text(indent: String) -> String {
    let inner = indent + "  "
    switch self {
    case .text(let text): return Self.quoted(text)
    case .whole(let number): return String(number)
    case .fraction(let number): return String(number)
    case .truth(let value): return String(value)
    case .list(let values):
      let texts = values.map { $0.text(indent: inner) }
      let line = "[\(texts.joined(separator: ", "))]"
      if line.utf8.count <= Self.longestLine, !line.contains("\n") { return line }
      return "[\n" + texts.map { inner + $0 }.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let texts = members.map { "\(inner)\(Self.quoted($0.name)): \($0.value.text(indent: inner))" }
      return "{\n" + texts.joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  /// A text in quotes (RFC 8259).
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
