public import CoachErrors
public import CueTimeline

/// Something that happened to a playback stream.
public enum PlaybackEvent: Equatable, Sendable {
  /// A device was opened and plays; its set-up names it.
  case started(DeviceSetup)
  /// Sound was interrupted for a moment (underrun, suspend) and goes on at this position.
  case recovered(FramePosition)
  /// The device is gone or hangs; it is tried again until it is back or the stream stops.
  case deviceLost(SoundError)
  /// The device is back, or another one is there instead; what was playing goes on where it was
  /// last heard, or what was asked for since begins.
  case deviceBack(DeviceSetup)
  /// Everything that was asked for has been heard, up to this position; the stream is paused there.
  case finished(FramePosition)
  /// No device could be opened in the first place; the stream is paused.
  case failed(SoundError)
}

/// What a playback stream is doing.
public enum PlaybackState: Hashable, Sendable {
  /// Nothing plays: not started yet, paused, or finished.
  case paused
  /// The device is being opened.
  case opening
  /// Sound, the silence between sounds, or that of a warm-up is being played.
  case playing
  /// It should play, and the device is gone; it is being tried again.
  case waitingForDevice
  /// Stopped for good.
  case stopped
}

/// How a playback stream behaves; the defaults suit people and sound cards.
public struct PlaybackOptions: Sendable {
  /// How long a hanging device is waited for before a command goes on without it.
  public var patience: Duration = .milliseconds(300)
  /// How long a device may take no sound, beyond its own queue, before it counts as lost.
  public var stall: Duration = .seconds(2)
  /// How long opening a device may take at first before playing fails.
  public var opening: Duration = .seconds(10)
  /// How long opening or closing a device may take while there is another one to try.
  public var fallOver: Duration = .seconds(3)
  /// The pause before a lost device is first tried again; it doubles each time.
  public var firstRetry: Duration = .milliseconds(250)
  /// The longest pause between two tries.
  public var longestRetry: Duration = .seconds(5)
  /// The fade-in where playing begins in the middle of a sound, against a click.
  public var ramp: Duration = .milliseconds(8)
  /// The silence before sound goes on after a device came back: sinks swallow their beginning.
  public var leadIn: Duration = .milliseconds(400)
  /// Silence after the end before the queue is dropped, for sinks that are later than they say.
  public var tail: Duration = .milliseconds(300)

  /// Makes the defaults.
  public init() {}
}
