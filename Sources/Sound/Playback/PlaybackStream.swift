public import CoachErrors
public import CueTimeline
internal import Platform

/// Plays sources on a device as one continuous stream that is clocked by its samples.
///
/// Commands return at once, however long the device's queue is and even if the device hangs. A
/// device that runs dry, sleeps or vanishes is recovered, or another of those given takes its place;
/// positions stay those that were heard. All device calls are made by a plain thread that can be
/// abandoned.
public final class PlaybackStream: Sendable {
  private let core: StreamCore

  /// Makes a stream; a device is opened when something is first played, or to warm up.
  ///
  /// - Parameters:
  ///   - rate: frames per second of everything that is played.
  ///   - devices: the ALSA names of the devices to play on, at least one: the first that opens is
  ///     used, at first and whenever the one in use is lost.
  ///   - options: limits and fades.
  ///   - onEvent: called with one event at a time, on a queue of its own.
  /// - Throws: only if the system has no file descriptors left.
  public convenience init(
    rate: SampleRate, on devices: [DeviceName] = [.standard],
    options: PlaybackOptions = PlaybackOptions(),
    onEvent: @escaping @Sendable (PlaybackEvent) -> Void
  ) throws(CoachError) {
    let choices = devices.map { name in
      DeviceChoice(name) { () throws(CoachError) in try PCMDevice(name, rate: rate) }
    }
    try self.init(rate: rate, on: choices, options: options, onEvent: onEvent)
  }

  /// Makes a stream on any kind of device.
  ///
  /// - Parameters:
  ///   - rate: frames per second of everything that is played.
  ///   - options: limits and fades.
  ///   - onEvent: called with one event at a time, on a queue of its own.
  ///   - open: opens the device, at first and whenever it was lost; may take any time.
  /// - Throws: only if the system has no file descriptors left.
  public convenience init<Device: OutputDevice & ~Copyable>(
    rate: SampleRate, options: PlaybackOptions = PlaybackOptions(),
    onEvent: @escaping @Sendable (PlaybackEvent) -> Void,
    open: @escaping @Sendable () throws(CoachError) -> Device
  ) throws(CoachError) {
    let choice = DeviceChoice(.standard, open: open)
    try self.init(rate: rate, on: [choice], options: options, onEvent: onEvent)
  }

  /// Makes a stream on several devices of any kind.
  ///
  /// - Parameters:
  ///   - rate: frames per second of everything that is played.
  ///   - choices: the devices to play on in order of preference, at least one.
  ///   - options: limits and fades.
  ///   - onEvent: called with one event at a time, on a queue of its own.
  /// - Throws: only if the system has no file descriptors left.
  public init<Device: OutputDevice & ~Copyable>(
    rate: SampleRate, on choices: [DeviceChoice<Device>],
    options: PlaybackOptions = PlaybackOptions(),
    onEvent: @escaping @Sendable (PlaybackEvent) -> Void
  ) throws(CoachError) {
    precondition(!choices.isEmpty, "a stream needs a device to play on")
    core = try StreamCore(
      rate: rate, devices: choices.map(\.name), options: options, onEvent: onEvent
    ) { core, generation in
      // If the system has no thread left, this pump misses its first deadline, as if it hung.
      try? BackgroundThread.start("coach sound") {
        Pump(core: core, generation: generation, choices: choices).work()
      }
    }
  }

  deinit { core.stop(patience: .zero) }

  /// Frames per second of everything that is played.
  public var rate: SampleRate { core.rate }

  /// How loud everything is played; a change is heard at once, however long the queue is.
  public var volume: Volume {
    get { core.volume }
    set { core.setVolume(newValue) }
  }

  /// Opens the device and plays silence until the first `play`, if nothing plays yet.
  ///
  /// This lets a device wake up while the routine is still being prepared: the silence that `play`
  /// begins with is shortened by what was heard of this one. The position stays.
  public func warmUp() { core.warmUp() }

  /// Plays a source from a position on, instead of whatever is playing now.
  ///
  /// While the device is lost, this is what is played when it is back.
  ///
  /// - Parameters:
  ///   - source: what is played, at the stream's rate.
  ///   - position: where to begin; in the middle of a sound it fades in.
  ///   - until: where to stop; `nil` for the end of the source.
  ///   - leadIn: silence first, for sinks that swallow their first moments.
  ///   - words: a clip that is said first, such as where the listener is.
  ///   - least: how loud those words are at least, whatever `volume` is.
  public func play(
    _ source: any SampleSource, from position: FramePosition, until: FramePosition? = nil,
    leadIn: Duration = .milliseconds(400), saying words: Clip? = nil,
    atLeast least: Volume? = nil
  ) {
    precondition(source.rate == rate, "a source has the rate of the stream it is played on")
    let until = source.end(orBefore: until)
    start(
      source, from: min(position, until), until: until, leadIn: leadIn, words: words, atLeast: least
    )
  }

  /// Plays another source from a boundary on, without a gap, while something plays.
  ///
  /// The other source has the same positions; nothing changes before the boundary. The change
  /// outlasts a lost device, and may be made any number of times.
  ///
  /// - Parameters:
  ///   - source: what is played from the boundary on, at the stream's rate.
  ///   - boundary: its first frame; later than `queuedUpTo` by what is handed over meanwhile.
  ///   - until: where to stop now; `nil` for the end of the source.
  /// - Returns: whether the source was replaced. Otherwise nothing changed: nothing plays, or frames
  ///   from the boundary on were already handed to the device.
  public func replace(
    with source: any SampleSource, from boundary: FramePosition, until: FramePosition? = nil
  ) -> Bool {
    precondition(source.rate == rate, "a source has the rate of the stream it is played on")
    return core.replace(with: source, from: boundary, until: source.end(orBefore: until))
  }

  /// The source's position up to which frames were handed to the device; the position last heard if
  /// nothing plays.
  public var queuedUpTo: FramePosition { core.queuedUpTo }

  /// Says a clip while paused, and stays paused; `finished` is reported when it has been heard.
  ///
  /// - Parameters:
  ///   - words: what is said, instead of whatever is playing now.
  ///   - leadIn: silence first.
  ///   - least: how loud they are at least, whatever `volume` is.
  public func say(
    _ words: Clip, leadIn: Duration = .milliseconds(400), atLeast least: Volume? = nil
  ) {
    let position = core.status.heard
    start(
      Silence(rate: rate), from: position, until: position, leadIn: leadIn, words: words,
      atLeast: least)
  }

  /// Stops the sound at once.
  ///
  /// - Returns: the position that was heard last, as exact as the device reports it.
  @discardableResult
  public func pause() -> FramePosition {
    core.pause()
    return core.status.heard
  }

  /// Ends the stream for good and closes the device; a hanging device is abandoned.
  public func stop() { core.stop(patience: core.options.patience) }

  /// What the stream is doing, and the position being heard now: the last one the device reported,
  /// carried on by the clock but never beyond what was written.
  public var status: (state: PlaybackState, heard: FramePosition) { core.status }

  private func start(
    _ source: any SampleSource, from position: FramePosition, until: FramePosition,
    leadIn: Duration, words: Clip?, atLeast least: Volume?
  ) {
    var samples = words?.samples ?? []
    // Words and what follows are two sentences: a breath between them.
    if !samples.isEmpty {
      let breath = Int(rate.frames(in: .milliseconds(250)).value)
      samples.append(contentsOf: repeatElement(0, count: breath))
    }
    core.play(
      PlaybackSegment(
        source: source, lead: max(rate.frames(in: leadIn).value, 0), words: samples,
        wordsAtLeast: least, from: position, until: until, fade: rate.frames(in: core.options.ramp))
    )
  }
}

extension SampleSource {
  /// The end of the source, or a position before it.
  fileprivate func end(orBefore position: FramePosition?) -> FramePosition {
    let end = FramePosition.start + frames
    return min(position ?? end, end)
  }
}
