/// What a media player shows of a session: a step of the routine is its track.
public struct PlayerState: Hashable, Sendable {
  /// Whether there is sound.
  public enum Status: String, Sendable {
    case playing = "Playing"
    case paused = "Paused"
    case stopped = "Stopped"
  }

  /// Which step of the routine it is.
  public struct StepNumber: Hashable, Sendable {
    /// Counted from 1.
    public let value: Int32

    /// Makes a number from a count that starts at 1; less becomes 1.
    public init(_ value: Int) { self.value = Int32(clamping: max(value, 1)) }
  }

  /// Whether there is sound.
  public var status: Status
  /// The routine's title.
  public var routine: String
  /// The part of the routine that the step belongs to.
  public var section: String
  /// The step's name.
  public var step: String
  /// Which step it is.
  public var stepNumber: StepNumber
  /// How long the step is.
  public var length: Duration
  /// How fast the routine goes; 1 is as written.
  public var rate: Double
  /// How loud the voice is, from 0 to 1.
  public var volume: Double
  /// Whether there is a step after this one.
  public var canGoNext: Bool
  /// Whether there is something to go back to.
  public var canGoBack: Bool

  /// Makes a state.
  public init(
    status: Status, routine: String, section: String = "", step: String,
    stepNumber: StepNumber, length: Duration,
    rate: Double = 1, volume: Double = 1, canGoNext: Bool = true, canGoBack: Bool = true
  ) {
    self.status = status
    self.routine = routine
    self.section = section.isEmpty ? routine : section
    self.step = step
    self.stepNumber = stepNumber
    self.length = length
    self.rate = rate
    self.volume = volume
    self.canGoNext = canGoNext
    self.canGoBack = canGoBack
  }
}
