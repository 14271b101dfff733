/// A side that a step is done on: of the body, or any other that the script names.
public struct Side: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
  /// What it is called: `left`, `right leg`, `forwards`.
  public let rawValue: String

  /// Makes a side of its name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Makes a side of a name that is written in code.
  public init(stringLiteral name: String) { self.init(rawValue: name) }

  /// The listener's left.
  public static let left = Side(rawValue: "left")
  /// The listener's right.
  public static let right = Side(rawValue: "right")

  /// The sides of a body, for which each language has its own words.
  public static let ofBody = [left, right]

  /// The sides of a body in other languages: a script has them in English, whatever language its texts
  /// are in, so that every voice can say them.
  package static let translations = [
    "links": left, "linke": left, "rechts": right, "rechte": right, "izquierda": left,
    "izquierdo": left, "derecha": right, "derecho": right, "gauche": left, "droite": right,
    "droit": right,
  ]

  /// Words that somebody may write for all sides there are, and that are not the name of one.
  package static let notNames = [
    "both", "each", "all", "yes", "no", "true", "false", "on", "off", "none",
  ]

  /// Whether a text can be a side's name.
  package static func isName(_ text: String) -> Bool {
    text.first.map { $0.isLetter || $0.isNumber } == true && text.contains(where: \.isLetter)
      && !notNames.contains(text.lowercased())
  }
}
