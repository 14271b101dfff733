public import RoutineScript

/// How long a repetition takes, relative to what the script says: above 100 % is slower.
public struct TempoScale: Hashable, Comparable, Sendable {
  /// Percent of the written time of a repetition, from 75 to 150.
  public let percent: Int32

  /// As the script says.
  public static let written = TempoScale(percent: 100)
  /// The quickest: three quarters of the written time.
  public static let quickest = TempoScale(percent: 75)
  /// The slowest: one and a half times the written time.
  public static let slowest = TempoScale(percent: 150)

  /// Makes a scale, brought into its range.
  public init(percent: Int32) { self.percent = min(max(percent, 75), 150) }

  /// Makes a scale from a speed, brought into its range.
  ///
  /// - Parameter rate: repetitions in the same time relative to the script's, like the `Rate` of a
  ///   player: 2 is twice as fast.
  public init(rate: Double) {
    let percent = rate > 0 ? 100 / rate : 150
    self.init(percent: percent < 1_000 ? Int32(percent.rounded()) : 150)
  }

  /// Repetitions in the same time relative to the script's: 1 is as written, more is faster.
  public var rate: Double { 100 / Double(percent) }

  /// One step slower, at most the slowest.
  public var slower: TempoScale { TempoScale(percent: percent + 10) }
  /// One step faster, at most the quickest.
  public var faster: TempoScale { TempoScale(percent: percent - 10) }

  /// A time in the script at this tempo, exactly.
  func scaled(_ duration: Duration) -> Duration {
    self == .written ? duration : duration * Int(percent) / 100
  }

  public static func < (left: Self, right: Self) -> Bool { left.percent < right.percent }
}

/// The tempo of every repetition of a routine: as written until the listener changes it.
public struct TempoPlan: Hashable, Sendable {
  /// Another tempo for a repetition and all that follow it.
  public struct Change: Hashable, Sendable {
    /// The step: an index into the timeline's `steps`.
    public let step: Int
    /// The first repetition with this tempo, from 1.
    public let rep: Count
    /// The tempo.
    public let scale: TempoScale

    /// Makes a change.
    public init(step: Int, rep: Count, scale: TempoScale) {
      self.step = step
      self.rep = rep
      self.scale = scale
    }
  }

  /// Changes in the order of the routine.
  public private(set) var changes: [Change] = []

  /// Everything as written.
  public static let written = TempoPlan()

  /// Makes a plan of changes, in the order of the routine.
  public init(_ changes: [Change] = []) {
    for change in changes { add(change) }
  }

  /// Adds a change, and removes those at the same repetition or later.
  public mutating func add(_ change: Change) {
    changes.removeAll { ($0.step, $0.rep.value) >= (change.step, change.rep.value) }
    changes.append(change)
  }

  /// The tempo of a repetition.
  public func scale(step: Int, rep: Int32) -> TempoScale {
    changes.last { ($0.step, $0.rep.value) <= (step, rep) }?.scale ?? .written
  }
}
