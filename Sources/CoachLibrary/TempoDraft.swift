internal import RoutineScript
internal import ScriptTools

/// How long one repetition takes: as a whole, or in phases that are named aloud, in order.
///
/// `.each(.seconds(3))`, or `["left": .seconds(2), "right": .seconds(2)]`.
public struct TempoDraft: Equatable, Sendable, ExpressibleByDictionaryLiteral {
  /// The tempo as a script has it.
  let written: JSONValue

  /// One duration for the whole repetition.
  public static func each(_ duration: Duration) -> TempoDraft {
    TempoDraft(written: .duration(duration))
  }

  /// Phases by their names, in order.
  public static func phases(_ phases: [(name: String, duration: Duration)]) -> TempoDraft {
    TempoDraft(written: .object(phases.map { ($0.name, .duration($0.duration)) }))
  }

  /// Makes a tempo of phases that are written down as a dictionary; they stay in their order.
  public init(dictionaryLiteral elements: (String, Duration)...) {
    self = .phases(elements.map { (name: $0.0, duration: $0.1) })
  }

  private init(written: JSONValue) { self.written = written }
}
