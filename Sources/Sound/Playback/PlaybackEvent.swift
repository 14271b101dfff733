public import CoachErrors
public import CueTimeline

/// Something that happened to a playback stream.
public enum PlaybackEvent: Equatable, Sendable {
  /// A device was opened and plays.
  case started(DeviceSetup)
  /// Sound was interrupted for a moment (underrun, suspend) and goes on at this position.
  case recovered(FramePosition)
  /// The device is gone or hangs; it is tried again until it is back or the stream is stopped.
  case deviceLost(CoachError)
  /// The device is back, or another one takes its place. What was playing goes on where it was last
  /// heard, or what was asked for since then begins.
  case deviceBack(DeviceSetup)
  /// Everything that was asked for has been heard, up to this position, where the stream is paused.
  case finished(FramePosition)
  /// No device could be opened at first; the stream is paused.
  case failed(CoachError)
}

/// What a playback stream is doing.
public enum PlaybackState: Hashable, Sendable {
  /// Nothing plays: not started yet, paused, or finished.
  case paused
  /// The device is being opened.
  case opening
  /// Sound, the silence between sounds, or that of a warm-up is being played.
  case playing
  /// The device is gone and is being tried again; playing goes on as soon as it is back.
  case waitingForDevice
  /// Stopped for good.
  case stopped
}

/// Time limits and fades of a playback stream; the defaults suit people and sound cards.
public struct PlaybackOptions: Sendable {
  /// How long a command waits for a hanging device before it goes on without it.
  public var patience: Duration = .milliseconds(300)
  /// How long a device may take no sound, beyond its own queue, before it counts as lost.
  public var stall: Duration = .seconds(2)
  /// How long opening a device may take at first before playing fails.
  public var opening: Duration = .seconds(10)
  /// How long opening or closing a device may take while there is another to try.
  public var fallOver: Duration = .seconds(3)
  /// The pause before a lost device is first tried again; it doubles each time.
  public var firstRetry: Duration = .milliseconds(250)
  /// The longest pause between two tries.
  public var longestRetry: Duration = .seconds(5)
  /// The fade-in if playing begins in the middle of a sound, against a click.
  public var ramp: Duration = .milliseconds(8)
  /// The silence before sound goes on after a loss: sinks swallow their beginning.
  public var leadIn: Duration = .milliseconds(400)
  /// Silence played after the end, for sinks that are later than they report.
  public var tail: Duration = .milliseconds(300)

  /// Makes options with the defaults.
  public init() {}
}
