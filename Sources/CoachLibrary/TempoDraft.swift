internal import RoutineScript
internal import ScriptTools

/// How long one repetition takes: as a whole, or in phases that are named aloud, in order.
///
/// `.each(.seconds(3))`, or `["left": .seconds(2), "right": .seconds(2)]`; a name may come twice.
public struct TempoDraft: Equatable, Sendable, ExpressibleByDictionaryLiteral {
  /// The tempo as a script has it.
  let written: JSONValue

  /// One duration for the whole repetition.
  public static func each(_ duration: Duration) -> TempoDraft {
    TempoDraft(written: .duration(duration))
  }

  /// Phases by their names, in order.
  public static func phases(_ phases: [(name: String, duration: Duration)]) -> TempoDraft {
    let written = phases.map { ($0.name, JSONValue.duration($0.duration)) }
    let isRepeated = Set(phases.map(\.name)).count < phases.count
    return TempoDraft(
      written: isRepeated ? .list(written.map { .object([$0]) }) : .object(written))
  }

  /// The phases of strength coaches, each named aloud in the voice's language: `3-1-2-0`.
  ///
  /// Each is whole seconds, at most 99; one of no length is left out.
  ///
  /// - Parameters:
  ///   - lower: how long it takes to go down.
  ///   - below: how long it is held there.
  ///   - lift: how long it takes to go up.
  ///   - above: how long it is held there.
  /// - Returns: the tempo.
  public static func strength(
    lower: Duration, below: Duration = .zero, lift: Duration, above: Duration = .zero
  ) -> TempoDraft {
    let digits = [lower, below, lift, above].map { duration in
      let (seconds, rest) = duration.components
      // What is not whole is a finding when the draft is prepared.
      return rest == 0 ? "\(seconds)" : duration.written
    }
    return TempoDraft(written: .text(digits.joined(separator: "-")))
  }

  /// Makes a tempo of phases that are written down as a dictionary; they stay in their order.
  public init(dictionaryLiteral elements: (String, Duration)...) {
    self = .phases(elements.map { (name: $0.0, duration: $0.1) })
  }

  private init(written: JSONValue) { self.written = written }
}
