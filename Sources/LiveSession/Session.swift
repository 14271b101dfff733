public import CueTimeline
internal import Foundation
public import Sound

/// A routine being played, and steered by its listener.
///
/// Runs on the thread that calls `run`; commands may be sent from any other.
public final class Session {
  /// Sends commands to a session; may be kept and used anywhere.
  public struct Control: Sendable {
    let inbox: Inbox

    /// Sends a command; it is carried out at once.
    public func send(_ command: Transport.Command) { inbox.post(.command(command)) }
  }

  /// How a session ended.
  public enum Ending: Equatable, Sendable {
    /// Everything was heard.
    case finished
    /// The listener stopped it.
    case stopped
    /// The device could not be opened.
    case failed(SoundError)
  }

  /// Something to tell the listener in passing.
  public enum Notice: Equatable, Sendable {
    /// Sound was interrupted and goes on.
    case recovered
    /// The device is gone and is waited for.
    case deviceLost(SoundError)
    /// The device is back.
    case deviceBack
  }

  /// Sends commands to this session.
  public var control: Control { Control(inbox: inbox) }

  private let inbox: Inbox
  private let stream: PlaybackStream
  private let renderer: Renderer
  private let guide: Guide
  private let voice: (any SpeechMeter & ClipSource)?
  private let phrases: PhraseCatalogue
  private var transport: Transport
  private var pausedAt: ContinuousClock.Instant?

  /// Opens a session; nothing sounds before `run`.
  ///
  /// - Parameters:
  ///   - renderer: the timeline with its sound.
  ///   - device: where it is played.
  ///   - voice: speaks what is said outside the timeline; `nil` for nothing.
  ///   - phrases: the words for that.
  /// - Throws: where the machine has no room for a stream; a missing device shows in `run`.
  public convenience init(
    _ renderer: Renderer, on device: DeviceName, voice: (any SpeechMeter & ClipSource)?,
    phrases: PhraseCatalogue
  ) throws(SoundError) {
    try self.init(renderer, voice: voice, phrases: phrases) {
      (onEvent: @escaping @Sendable (PlaybackEvent) -> Void) throws(SoundError) in
      try PlaybackStream(rate: renderer.rate, on: [device], onEvent: onEvent)
    }
  }

  /// Opens a session on any stream, for tests.
  init(
    _ renderer: Renderer, voice: (any SpeechMeter & ClipSource)?, phrases: PhraseCatalogue,
    stream: (@escaping @Sendable (PlaybackEvent) -> Void) throws(SoundError) -> PlaybackStream
  ) throws(SoundError) {
    let inbox = try Inbox()
    self.inbox = inbox
    self.renderer = renderer
    self.stream = try stream { inbox.post(.event($0)) }
    self.voice = voice
    self.phrases = phrases
    transport = Transport(renderer.timeline)
    guide = Guide(renderer.timeline)
  }

  /// Plays until the end, or until it is stopped.
  ///
  /// - Parameters:
  ///   - start: where to begin.
  ///   - interval: how often `report` is called while nothing happens.
  ///   - notice: told what the listener should know in passing.
  ///   - report: told where the session is.
  /// - Returns: how it ended.
  public func run(
    from start: FramePosition = .start, reportEvery interval: Duration = .milliseconds(100),
    notice: (Notice) -> Void = { _ in }, report: (Progress) -> Void = { _ in }
  ) -> Ending {
    defer { stream.stop() }
    perform(transport.start(at: start))
    while true {
      for message in inbox.take(waitingAtMost: interval) {
        switch message {
        case .command(let command):
          let heard = stream.status.heard
          guard let effect = transport.handle(command, heard: heard) else { continue }
          if effect == .end { return command == .stop ? .stopped : .finished }
          perform(effect)
        case .event(let event):
          if let ending = take(event, notice) { return ending }
        }
      }
      let heard = stream.status.heard
      transport.update(heard: heard)
      report(Progress(transport, heard: heard, guide: guide))
    }
  }

  /// Takes note of what happened to the sound.
  ///
  /// - Returns: how the session ended, where it did.
  private func take(_ event: PlaybackEvent, _ notice: (Notice) -> Void) -> Ending? {
    switch event {
    case .started: break
    case .recovered: notice(.recovered)
    case .deviceLost(let error):
      transport.lostDevice()
      notice(.deviceLost(error))
    case .deviceBack:
      transport.regainedDevice(heard: stream.status.heard)
      notice(.deviceBack)
    case .finished(let position):
      // Where a command came first, something else plays by now.
      guard stream.status.state == .paused else { return nil }
      guard let effect = transport.reachedEnd(at: position) else { return nil }
      if effect == .end { return .finished }
      perform(effect)
    case .failed(let error): return .failed(error)
    }
    return nil
  }

  /// Sinks sleep in a long pause and swallow more when they wake.
  private static let longPause = Duration.seconds(30)
  private static let longLeadIn = Duration.milliseconds(800)
  private static let leadIn = Duration.milliseconds(400)

  private func perform(_ effect: Transport.Effect) {
    switch effect {
    case .pause:
      stream.pause()
      pausedAt = .now
    case .play(let from, let until, let recap):
      let pause = pausedAt.map { ContinuousClock.now - $0 } ?? .zero
      pausedAt = nil
      stream.play(
        renderer, from: from, until: until,
        leadIn: pause > Self.longPause ? Self.longLeadIn : Self.leadIn,
        saying: recap.flatMap(words))
    case .end: break
    }
  }

  /// The words that tell where the listener is, the side and the repetition, as one clip.
  private func words(_ recap: Transport.Recap) -> Clip? {
    guard let voice else { return nil }
    var sentences: [String] = []
    if let side = recap.side { sentences.append(phrases.text(.resumeSide, sideName: side)) }
    if let rep = recap.rep, let reps = recap.reps {
      sentences.append(phrases.text(.resume, .n(rep), .count(reps)))
    }
    guard !sentences.isEmpty else { return nil }
    let phrase = Phrase(sentences.joined(separator: " "))
    _ = voice.measure([phrase])
    return voice.clip(for: phrase)
  }
}
