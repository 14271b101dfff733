/// How long something takes, in the words of somebody who chooses: `8 min`, `5–14 min`, `45 s`.
public struct RoughLength: Sendable, CustomStringConvertible {
  private let length: ClosedRange<Duration>

  /// Takes a length that depends on a choice, such as the level.
  public init(_ length: ClosedRange<Duration>) { self.length = length }

  /// Takes one length.
  public init(_ length: Duration) { self.length = length...length }

  /// To the nearest minute; to five seconds if it is less than a minute.
  public var description: String {
    let (least, most) = (Self.minutes(length.lowerBound), Self.minutes(length.upperBound))
    if length.upperBound < .seconds(55) {
      return "\(max(1, Int((length.upperBound / .seconds(5)).rounded())) * 5) s"
    }
    return least == most ? "\(most) min" : "\(least)–\(most) min"
  }

  private static func minutes(_ duration: Duration) -> Int {
    max(1, Int((duration / .seconds(60)).rounded()))
  }
}
