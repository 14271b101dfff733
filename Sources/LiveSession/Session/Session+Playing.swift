internal import CueTimeline
internal import Sound

/// What the transport decided, made to sound.
extension Session {
  /// Does it.
  ///
  /// - Returns: what the transport decided in turn.
  func perform(_ effect: Transport.Effect, _ notice: (Notice) -> Void) -> Transport.Effect? {
    switch effect {
    case .play(let passage):
      if let shown = passage.words.flatMap(Notice.init) { notice(shown) }
      play(passage)
    case .pause: pause()
    case .say(let words):
      if let shown = Notice(words) { notice(shown) }
      guard let clip = announcer?.clip(of: words) else {
        switch words {
        case .takePadOff: return steer { $0?.couldNotSay(now: .now) }
        case .stopped: return steer { $0?.finish(isStopped: true) }
        default: return nil
        }
      }
      stream.say(clip, leadIn: leadInBeforeWords, atLeast: words.leastVolume)
    case .show(let shown): notice(shown)
    case .volume(let volume):
      stream.volume = volume
      notice(.volume(volume))
    case .reschedule: reschedule(notice)
    case .end: break
    }
    return nil
  }

  private func pause() {
    let heard = stream.pause()
    _ = steer { $0?.hold(at: heard) }
    pausedAt = .now
    if let words = steer({ $0?.wayBack(to: heard, .now).words }) { announcer?.prepare(words) }
  }

  private func play(_ passage: Transport.Passage) {
    guard let routine else { return }
    let leadIn = leadIn(before: passage)
    pausedAt = nil
    hasSounded = true
    stream.play(
      routine.renderer, from: passage.from, until: passage.until, leadIn: leadIn,
      saying: passage.words.flatMap { announcer?.clip(of: $0) },
      atLeast: passage.words?.leastVolume)
  }
}

extension Session.Notice {
  /// Words that are shown as well as said.
  fileprivate init?(_ words: Announcement) {
    switch words {
    case .takePadOff: self = .takePadOff
    case .stillAwake: self = .stillAwake
    case .wakeUp: self = .wakeUp
    case .whereabouts(let place): self = .whereabouts(place)
    default: return nil
    }
  }
}

/// How much silence comes before sound, since sinks that sleep swallow the first moments.
extension Session {
  private static let leadIn = Duration.milliseconds(400)
  /// Sinks fall asleep in a long pause, and swallow more when they wake up.
  private static let longPause = Duration.seconds(30)
  private static let longLeadIn = Duration.milliseconds(800)
  /// If sound was heard just now, the device is awake and a breath is enough.
  private static let breath = Duration.milliseconds(200)

  private func leadIn(before passage: Transport.Passage) -> Duration {
    if pausedAt != nil { return leadInAfterPause }
    if passage.isContinuation { return .zero }
    // Before the first sound the stream plays as well, for the device to wake up.
    return hasSounded && stream.status.state == .playing ? Self.breath : Self.leadIn
  }

  private var leadInBeforeWords: Duration {
    if pausedAt == nil, hasSounded, stream.status.state == .playing { return Self.breath }
    return leadInAfterPause
  }

  private var leadInAfterPause: Duration {
    let isLong = pausedAt.map { ContinuousClock.now - $0 > Self.longPause } ?? false
    return isLong ? Self.longLeadIn : Self.leadIn
  }
}
