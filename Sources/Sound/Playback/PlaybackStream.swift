public import CueTimeline
internal import Foundation

/// Plays a source on a device as one continuous stream that is clocked by its samples.
///
/// Commands return at once, whatever the length of the device's queue and even where the device
/// hangs. A device that runs dry, sleeps or vanishes is recovered without being asked; positions
/// stay those that were heard. All device calls are made by a plain thread that can be lost.
public final class PlaybackStream: Sendable {
  private let core: StreamCore
  private let source: any SampleSource
  private let options: PlaybackOptions

  /// Makes a stream; the device is opened when something is first played.
  ///
  /// - Parameters:
  ///   - source: what is played.
  ///   - device: the ALSA name of the device to play on.
  ///   - options: limits and fades.
  ///   - onEvent: told what happens, one event at a time, on a queue of its own.
  /// - Throws: only where the system has no file descriptors left.
  public convenience init(
    _ source: any SampleSource, on device: DeviceName = .standard,
    options: PlaybackOptions = PlaybackOptions(),
    onEvent: @escaping @Sendable (PlaybackEvent) -> Void
  ) throws(SoundError) {
    let rate = source.rate
    try self.init(source, options: options, onEvent: onEvent) { () throws(SoundError) in
      try PCMDevice(device, rate: rate)
    }
  }

  /// Makes a stream on any kind of device.
  ///
  /// - Parameters:
  ///   - source: what is played.
  ///   - options: limits and fades.
  ///   - onEvent: told what happens, one event at a time, on a queue of its own.
  ///   - open: opens the device, at first and whenever it was lost; may take long.
  /// - Throws: only where the system has no file descriptors left.
  public init<Device: OutputDevice & ~Copyable>(
    _ source: any SampleSource, options: PlaybackOptions = PlaybackOptions(),
    onEvent: @escaping @Sendable (PlaybackEvent) -> Void,
    open: @escaping @Sendable () throws(SoundError) -> Device
  ) throws(SoundError) {
    self.source = source
    self.options = options
    core = try StreamCore(rate: source.rate, options: options, onEvent: onEvent) { core, crew in
      let thread = Thread {
        Pump(core: core, crew: crew, open: open).work()
      }
      thread.name = "coach sound"
      thread.start()
    }
  }

  deinit { core.stop(patience: .zero) }

  /// Plays from a position on, instead of whatever is playing now.
  ///
  /// - Parameters:
  ///   - position: where to begin; in the middle of a sound it fades in.
  ///   - until: where to stop, `nil` for the end of the source.
  ///   - leadIn: silence first, for sinks that swallow their first moments.
  ///   - words: a clip said before it, such as where the listener is.
  public func play(
    from position: FramePosition, until: FramePosition? = nil,
    leadIn: Duration = .milliseconds(400), saying words: Clip? = nil
  ) {
    let end = FramePosition.start + source.frames
    let until = min(until ?? end, end)
    start(from: min(position, until), until: until, leadIn: leadIn, words: words)
  }

  /// Says a clip while paused, and stays paused where it was; `finished` tells when it was heard.
  ///
  /// - Parameters:
  ///   - words: what is said, instead of whatever is playing now.
  ///   - leadIn: silence first.
  public func say(_ words: Clip, leadIn: Duration = .milliseconds(400)) {
    let position = core.status.heard
    start(from: position, until: position, leadIn: leadIn, words: words)
  }

  /// Stops the sound at once.
  ///
  /// - Returns: the position that was heard last, exact to what the device says.
  @discardableResult
  public func pause() -> FramePosition {
    core.pause()
    return core.status.heard
  }

  /// Ends the stream for good and closes the device; a hanging device is left behind.
  public func stop() { core.stop(patience: options.patience) }

  /// What the stream is doing, and the position being heard now: the last one known from the
  /// device, carried on by the clock and never beyond what was written.
  public var status: (state: PlaybackState, heard: FramePosition) { core.status }

  private func start(
    from position: FramePosition, until: FramePosition, leadIn: Duration, words: Clip?
  ) {
    let rate = source.rate
    var samples = words?.samples ?? []
    // Words and what follows are two sentences: a breath between them.
    if !samples.isEmpty {
      let breath = Int(rate.frames(in: .milliseconds(250)).value)
      samples.append(contentsOf: repeatElement(0, count: breath))
    }
    core.play(
      Run(
        source: source, lead: max(rate.frames(in: leadIn).value, 0), words: samples,
        from: position, until: until, fade: rate.frames(in: options.ramp)))
  }
}
