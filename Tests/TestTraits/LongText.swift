public import Testing

/// A text in a test's arguments of which a report shows only the beginning.
public struct LongText: Sendable, CustomTestStringConvertible {
  /// All of it.
  public let text: String

  /// Pairs of a text and what is expected of it.
  public static func cases<Expected>(_ pairs: [(String, Expected)]) -> [(LongText, Expected)] {
    pairs.map { (LongText(text: $0), $1) }
  }

  public var testDescription: String {
    let bytes = text.utf8.count
    let start = String(reflecting: String(text.prefix(80)))
    return bytes > 320 ? "\(start)… (\(bytes) bytes)" : String(reflecting: text)
  }
}
