/// Counted movement.
public struct Repetitions: Equatable, Sendable {
  /// How many, for each set; one if all sets are alike.
  public let counts: [Count]
  /// The phases of one repetition, in order; one without a name if tempo is a single duration.
  public let tempo: [Phase]
  /// How they are counted aloud.
  public let counting: Counting
  /// How many sets.
  public let sets: Count
  /// The rests between sets, in order; one if all are alike, none if the script does not say.
  public let rests: [Duration]
  /// The sides that it is done on in turn, each repetition in full on each; empty if it has none.
  public let alternating: [Side]

  /// How many; if sets differ, in the first.
  public var count: Count { counts.first ?? .one }
  /// The rest between sets; `nil` if the script does not say.
  public var rest: Duration? { rests.first }

  /// The same with as many as one of the sets has.
  package func inSet(_ set: Count) -> Repetitions {
    Repetitions(
      counts: [counts.value(inSet: set) ?? count], tempo: tempo, counting: counting, sets: sets,
      rests: rests, alternating: alternating)
  }

  /// How many are done, one on each side counted as one.
  package var beats: Count { Count(count.value * Int32(max(1, alternating.count))) }

  /// A named part of a repetition.
  public struct Phase: Equatable, Sendable {
    /// What is said on its beat; `nil` if it has no name.
    public let name: String?
    /// How long it takes.
    public let duration: Duration
    /// The phase as strength coaches count it, which each language has its own word for; `nil` if the
    /// script names it.
    public var standard: StandardPhase?
  }

  /// The phases that a tempo such as `3-1-2-0` stands for.
  public enum StandardPhase: String, Hashable, Sendable, CaseIterable {
    /// The weight, or the body, goes down.
    case lower
    /// It stays where it is.
    case hold
    /// It goes up.
    case lift
  }
}

/// How repetitions, or the seconds of a hold, are counted aloud.
public enum Counting: Equatable, Sendable {
  /// One, two, three.
  case up
  /// Three, two, one.
  case down
  /// Every nth.
  case every(Count)
  /// The last n, down to one.
  case last(Count)
  /// Not the repetitions, but the seconds of each phase; in a hold, as `up`.
  case seconds
  /// Not at all.
  case off
}

/// A position that is held.
public struct Hold: Equatable, Sendable {
  /// How long, for each time; one if all are alike.
  public let durations: [Duration]
  /// How many times.
  public let times: Count
  /// The rests between the times, in order; one if all are alike, none if the script does not say.
  public let rests: [Duration]
  /// How its seconds are counted; `nil` for what suits its length.
  public let counting: Counting?

  /// How long, each time; if they differ, the first time.
  public var duration: Duration { durations.first ?? .zero }
  /// The rest between the times; `nil` if the script does not say.
  public var rest: Duration? { rests.first }

  /// One of the times alone, as long as that one is.
  package func alone(_ time: Count) -> Hold {
    Hold(
      durations: [durations.value(inSet: time) ?? duration], times: .one, rests: [],
      counting: counting)
  }
}

/// Movement for a time, in which nothing is counted: jumping jacks, a run on the spot.
public struct Work: Equatable, Sendable {
  /// How long, for each set; one if all sets are alike.
  public let durations: [Duration]
  /// How many sets.
  public let sets: Count
  /// The rests between sets, in order; one if all are alike, none if the script does not say.
  public let rests: [Duration]
  /// What is said at its end; `nil` for what is usual.
  public let end: ScriptText?

  /// How long; if sets differ, in the first.
  public var duration: Duration { durations.first ?? .zero }
  /// The rest between sets; `nil` if the script does not say.
  public var rest: Duration? { rests.first }

  /// The same for as long as one of the sets lasts.
  package func inSet(_ set: Count) -> Work {
    Work(durations: [durations.value(inSet: set) ?? duration], sets: sets, rests: rests, end: end)
  }
}

extension Array {
  /// The value for a set: the last one stands for all that follow.
  package func value(inSet set: Count) -> Element? {
    isEmpty ? nil : self[Swift.min(Int(set.value), count) - 1]
  }
}
