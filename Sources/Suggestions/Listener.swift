public import RoutineScript

/// Who looks for something to do, and with what.
public struct Listener: Sendable {
  /// Pregnancy or the time after birth; routines name it under `for:`.
  public enum Stage: String, Sendable, CaseIterable {
    case pregnancy
    case postpartum
  }

  /// The time there is, if the listener does not say.
  public static let usualTime = Duration.seconds(30 * 60)

  /// The time the listener says there is; `nil` if they do not say.
  public var saidTime: Duration?
  /// The time there is.
  public var time: Duration { saidTime ?? Self.usualTime }
  /// The stage; `nil` if they do not say.
  public var stage: Stage?
  /// Whether a baby is on the arm.
  public var holdsBaby: Bool
  /// The things at hand; `nil` for everything.
  public var things: [String]?
  /// Difficulty, for routines with levels.
  public var level: Level?

  /// Makes a listener, with the usual time if none is said.
  public init(
    time: Duration? = nil, stage: Stage? = nil, holdsBaby: Bool = false, things: [String]? = nil,
    level: Level? = nil
  ) {
    saidTime = time
    self.stage = stage
    self.holdsBaby = holdsBaby
    self.things = things
    self.level = level
  }

  /// Whether something a routine needs is at hand.
  ///
  /// "a heat pad or warm compress" is, if one of the two is; "a massage ball" is, if any ball
  /// is; "a baby on your arm" is, if there is one.
  func has(_ need: String) -> Bool {
    let need = Self.words(need)
    if need.contains("baby") { return holdsBaby }
    guard let things else { return true }
    let had = things.map(Self.words).filter { !$0.isEmpty }
    return need.split(separator: "or").contains { words in
      had.contains { thing in
        thing.last == words.last || Set(thing).isSubset(of: words)
      }
    }
  }

  /// A thing's words, without articles: the last is what it is, those before say of which sort.
  private static func words(_ thing: String) -> [String] {
    thing.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
      .filter { !["a", "an", "the", "some"].contains($0) }
  }
}
