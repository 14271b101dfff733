public import CoachErrors
public import CueTimeline
public import Sound

/// A sound device that wakes up, playing silence, while its routine is still being prepared.
public struct WakingDevice: Sendable {
  /// The devices it may be, in order of preference.
  public let devices: [DeviceName]
  /// The rate of the timeline that will be played.
  public let rate: SampleRate
  let core: SessionCore

  /// Begins to open a device.
  ///
  /// - Parameters:
  ///   - devices: where the session may be heard, in order of preference.
  ///   - rate: the rate of the timeline that will be played.
  /// - Throws: if the system has no file descriptors left; a missing device is reported when the
  ///   session runs.
  public init(_ devices: [DeviceName], rate: SampleRate) throws(CoachError) {
    try self.init(devices, rate: rate) {
      (onEvent: @escaping @Sendable (PlaybackEvent) -> Void) throws(CoachError) in
      try PlaybackStream(rate: rate, on: devices, onEvent: onEvent)
    }
  }

  /// Begins to open any stream, for tests.
  init(
    _ devices: [DeviceName] = [], rate: SampleRate,
    stream: (@escaping @Sendable (PlaybackEvent) -> Void) throws(CoachError) -> PlaybackStream
  ) throws(CoachError) {
    self.devices = devices
    self.rate = rate
    let inbox = try Inbox()
    core = SessionCore(inbox: inbox, stream: try stream { inbox.post(.event($0)) })
    core.stream.warmUp()
  }

  /// Closes the device: no session will use it.
  public func close() { core.stream.stop() }
}
