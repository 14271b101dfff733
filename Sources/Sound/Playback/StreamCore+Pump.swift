internal import CoachErrors
internal import CueTimeline
internal import Dispatch
internal import Synchronization

/// What a pump asks and reports; ignored once its assignment is no longer the newest.
extension StreamCore {
  /// What is to be played now, and how.
  struct Plan {
    let segment: PlaybackSegment
    let volume: Volume
    let refills: Int
  }

  /// Whether a pump is to play or to rest now; `nil` if it is to end.
  func next(_ generation: Int) -> (assignment: Assignment, isToPlay: Bool)? {
    shared.withLock { shared in
      guard shared.generation == generation else { return nil }
      shared.deadline = nil
      switch shared.goal {
      case .end: return nil
      case .rest:
        // Acknowledged by `rested`: whoever pauses waits until nothing sounds.
        shared.silence = 0
        return (shared.assignment, isToPlay: false)
      case .play:
        shared.segment?.shortenLead(by: shared.silence)
        shared.acknowledge()
        return (shared.assignment, isToPlay: true)
      }
    }
  }

  /// The device has nothing left to play.
  func rested(_ assignment: Assignment) {
    ifCurrent(assignment) { $0.acknowledge() }
  }

  /// A pump has ended and its device is closed.
  func ended(_ generation: Int) {
    shared.withLock { shared in
      shared.candidates.cameBack(generation)
      guard shared.generation == generation else { return }
      shared.hasPump = false
      shared.acknowledge()
    }
  }

  /// Whether an assignment is still the newest.
  func isCurrent(_ assignment: Assignment) -> Bool {
    shared.withLock { $0.assignment == assignment }
  }

  /// What to play; `nil` if another assignment has come.
  ///
  /// - Parameters:
  ///   - assignment: what the pump does.
  ///   - handed: how many frames of the segment are being handed over now; nothing replaces them.
  /// - Returns: the segment and how it is played.
  func plan(_ assignment: Assignment, handing handed: Int64? = nil) -> Plan? {
    shared.withLock { shared in
      guard shared.assignment == assignment, let segment = shared.segment else { return nil }
      if let handed { shared.handed = handed }
      return Plan(segment: segment, volume: shared.volume, refills: shared.refills)
    }
  }

  /// How many frames of the segment the device took in the end.
  func handed(_ assignment: Assignment, _ frames: Int64) {
    ifCurrent(assignment) { shared in
      shared.handed = frames
      shared.mark.written = frames
    }
  }

  /// The devices in the order to try them now.
  func candidates() -> [Int] {
    shared.withLock { $0.candidates.tryOrder(wasOpen: $0.wasOpen) }
  }

  /// A device is about to be opened.
  ///
  /// The only device there is may take any time to come back.
  func opening(_ assignment: Assignment, _ candidate: Int, isLast: Bool) {
    ifCurrent(assignment) { shared in
      shared.state = shared.isLost ? .waitingForDevice : .opening
      shared.candidates.tries(candidate)
      if shared.wasOpen, !shared.candidates.areSeveral {
        shared.deadline = nil
      } else {
        shared.deadline = clock.now + (isLast ? options.opening : options.fallOver)
      }
    }
  }

  /// A device could not be opened.
  func refused(_ assignment: Assignment, _ candidate: Int, _ error: CoachError) {
    ifCurrent(assignment) { $0.candidates.refused(candidate, error) }
  }

  /// None of the devices could be opened: a failure at first, a loss after one had been open.
  ///
  /// - Parameter assignment: what the pump does.
  /// - Returns: whether they are to be tried again.
  func noneOpened(_ assignment: Assignment) -> Bool {
    shared.withLock { shared in
      guard shared.assignment == assignment else { return shared.wasOpen }
      shared.deadline = nil
      if shared.wasOpen {
        lose(shared.candidates.refusal, heard: 0, &shared)
      } else {
        fail(&shared)
      }
      return shared.wasOpen
    }
  }

  /// Gives up a stream that has never played.
  func fail(_ shared: inout Shared) {
    shared.goal = .rest
    shared.state = .paused
    report(.failed(shared.candidates.refusal))
  }

  /// The device plays.
  func playing(_ assignment: Assignment, _ setup: DeviceSetup) {
    ifCurrent(assignment) { shared in
      shared.state = .playing
      shared.candidates.opened()
      if shared.segment?.isWarmUp == false { shared.silence = 0 }
      if !shared.wasOpen {
        report(.started(setup))
      } else if shared.isLost {
        report(.deviceBack(setup))
      }
      shared.wasOpen = true
      shared.isLost = false
      shared.openedAt = shared.openedAt ?? clock.now
    }
  }

  /// Notes what has been heard and written, and within what time the pump will report again.
  func publish(_ assignment: Assignment, heard: Int64, written: Int64, next: Duration) {
    ifCurrent(assignment) { shared in
      let now = clock.now
      shared.mark = Mark(heard: heard, written: written, at: now)
      shared.handed = written
      shared.deadline = now + next + options.stall
    }
  }

  /// Frames of the current segment heard by now, according to the clock.
  func heardByNow() -> Int64 { shared.withLock { heard($0.mark) } }

  /// A pump stopped playing a segment because a new command has come; `heard` is final.
  func settle(_ generation: Int, _ segment: PlaybackSegment, heard: Int64) {
    shared.withLock { shared in
      guard shared.generation == generation else { return }
      switch shared.goal {
      case .rest:
        freeze(&shared, at: heard)
        shared.acknowledge()
      case .play: shared.silence = segment.isWarmUp ? heard : 0
      case .end: break
      }
    }
  }

  /// Sound was interrupted and goes on.
  func recovered(_ assignment: Assignment, heard: Int64) {
    ifCurrent(assignment) { shared in
      // An interruption of the silence after the end is not heard.
      guard shared.goal == .play, let segment = shared.segment else { return }
      // A device with a short queue is interrupted again and again; once is enough to know.
      if let last = shared.recoveredAt, clock.now - last < Self.recoveryNews { return }
      shared.recoveredAt = clock.now
      report(.recovered(segment.position(heard: heard)))
    }
  }

  /// The device is gone after `heard` frames, and will be closed.
  ///
  /// If none has ever played, that is a failure as soon as all were tried a few times.
  ///
  /// - Returns: whether there is another device to try at once.
  func lost(_ assignment: Assignment, _ error: CoachError, heard: Int64, hasPlayed: Bool) -> Bool {
    shared.withLock { shared in
      guard shared.generation == assignment.generation else { return false }
      let wasShort = shared.openedAt.map { clock.now - $0 < Self.shortLife } ?? true
      shared.candidates.lost(error, afterPlaying: hasPlayed, wasShort: wasShort)
      shared.openedAt = nil
      shared.hasPlayed = shared.hasPlayed || hasPlayed
      // Closing may hang too, and must not keep another device waiting.
      let deadline = shared.candidates.areSeveral ? clock.now + options.fallOver : nil
      guard shared.assignment == assignment else {
        shared.deadline = deadline
        return shared.candidates.hasAnother
      }
      if !shared.hasPlayed, shared.candidates.areHopeless {
        fail(&shared)
        return false
      }
      if shared.wasOpen {
        lose(error, heard: heard, &shared)
      } else {
        goOnAfterLoss(heard: heard, &shared)
        shared.state = .opening
      }
      shared.deadline = deadline
      return shared.candidates.hasAnother
    }
  }

  /// For how long after one interruption another is not reported.
  private static var recoveryNews: Duration { .seconds(60) }
  /// A device that is lost sooner after it was opened may not be worth waiting for.
  private static var shortLife: Duration { .seconds(10) }

  private func lose(_ error: CoachError, heard: Int64, _ shared: inout Shared) {
    goOnAfterLoss(heard: heard, &shared)
    shared.silence = 0
    noteLoss(error, &shared)
    shared.deadline = nil
  }

  /// Ends the segment if all of it has been heard.
  ///
  /// - Returns: whether it has, so that only silence is left to play.
  func finishes(_ assignment: Assignment, heard: Int64) -> Bool {
    shared.withLock { shared in
      guard shared.assignment == assignment, let segment = shared.segment, heard >= segment.length
      else { return false }
      freeze(&shared, at: segment.length)
      shared.goal = .rest
      shared.state = .paused
      shared.deadline = nil
      report(.finished(segment.until))
      return true
    }
  }

  private func ifCurrent(_ assignment: Assignment, _ body: (inout sending Shared) -> Void) {
    shared.withLock { shared in
      if shared.assignment == assignment { body(&shared) }
    }
  }
}
