/// A level of a routine: how hard it is, or how far somebody has come with it: `--level strong`.
public struct Level: RawRepresentable, Hashable, Sendable, Codable {
  /// What it is called: `easy`, `week 3`.
  public let rawValue: String

  /// Makes a level of its name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// For a first time, or a day with little strength.
  public static let easy = Level(rawValue: "easy")
  /// The default.
  public static let steady = Level(rawValue: "steady")
  /// For somebody to whom `steady` has become easy.
  public static let strong = Level(rawValue: "strong")

  /// The levels of a routine that does not name its own.
  public static let usual = [easy, steady, strong]
}

extension [Level] {
  /// The level of a listener who does not say: the middle one of the usual, otherwise the first.
  public var standard: Level { contains(.steady) ? .steady : first ?? .steady }
}

/// Who a step is for, if it is not for everybody.
enum OnlyFor {
  static let withBaby = "with baby"
  static let withoutBaby = "without baby"
}
