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

    /// Makes a number from a count that starts with 1; less is taken for 1.
    public init(_ value: Int) { self.value = Int32(clamping: max(value, 1)) }
  }

  /// Whether there is sound.
  public var status: Status
  /// The routine's title.
  public var routine: String
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
    status: Status, routine: String, step: String, stepNumber: StepNumber, length: Duration,
    rate: Double = 1, volume: Double = 1, canGoNext: Bool = true, canGoBack: Bool = true
  ) {
    self.status = status
    self.routine = routine
    self.step = step
    self.stepNumber = stepNumber
    self.length = length
    self.rate = rate
    self.volume = volume
    self.canGoNext = canGoNext
    self.canGoBack = canGoBack
  }
}

/// What somebody asks of a session by way of the desktop: media keys, a headset's button, an
/// applet, or `coach` in another terminal.
public enum PlayerRequest: Hashable, Sendable {
  case play
  case pause
  case playPause
  case stop
  case next
  case previous
  /// Go forward, or back where it is negative; it may lead out of the step.
  case seek(by: Duration)
  /// Go to a position within the current step.
  case setPosition(Duration)
  /// Change the loudness: from 0 to 1.
  case setVolume(Double)
  /// Change the pace: within the rates the player was made with.
  case setRate(Double)
  /// What media players have no word for.
  case verb(Verb)
}

/// What a session can be told from another terminal.
public enum Verb: String, CaseIterable, Sendable {
  case pause
  case resume
  case toggle
  case next
  case back
  case `repeat`
  case stop
  case howLong
  case louder
  case softer
  case slower
  case faster

  /// The method's name on the bus.
  var method: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
