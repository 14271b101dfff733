internal import CueTimeline
internal import Dispatch
internal import Sound

/// Changing the tempo on the way.
extension Session {
  /// Repetitions that begin sooner than this are not changed: scheduling takes a moment.
  static let usualReach = Duration.milliseconds(400)
  private static let longestReach = Duration.seconds(10)

  /// The tempo of the coming repetitions as they are scheduled.
  var scale: TempoScale { plan.changes.last?.scale ?? .written }

  /// Schedules the coming repetitions again, on another thread, once at a time.
  func reschedule(_ notice: (Notice) -> Void) {
    guard !isRescheduling, let routine, let transport = steer({ $0 }),
      transport.state != .waitingForDevice
    else { return }
    let timeline = transport.timeline
    var earliest = transport.position(heard: stream.status.heard)
    if transport.state != .paused {
      earliest = max(earliest, stream.queuedUpTo) + timeline.rate.frames(in: reach)
    }
    guard let rep = timeline.repetition(from: earliest) else {
      _ = steer { $0?.reject(transport.tempo, keeping: self.scale) }
      return notice(.nothingToCount)
    }
    isRescheduling = true
    var plan = plan
    let wish = transport.tempo
    plan.add(TempoPlan.Change(step: rep.step, rep: rep.rep, scale: wish))
    let wanted = plan
    schedulingQueue.async { [inbox = core.inbox] in
      let other = routine.schedule(wanted)
      // At another pace a number begins sooner or later for the same beat.
      let from = min(
        rep.start, other?.start(ofRepetition: rep.rep, inStep: rep.step) ?? rep.start)
      let whole = other.flatMap { timeline.continued(by: $0, from: from) }
      inbox.post(
        .rescheduled(
          NewSchedule(
            scale: wish, plan: wanted, from: from, before: rep.start, fits: other != nil,
            renderer: whole.flatMap(routine.render))))
    }
  }

  /// A routine that was scheduled again.
  struct NewSchedule: Sendable {
    let scale: TempoScale
    let plan: TempoPlan
    /// Where it takes the place of the schedule before.
    let from: FramePosition
    /// Where its first other repetition began in that one.
    let before: FramePosition
    let fits: Bool
    let renderer: Renderer?
  }

  func adopt(_ schedule: NewSchedule, _ notice: (Notice) -> Void) {
    isRescheduling = false
    guard let routine, let transport = steer({ $0 }) else { return }
    // There is a newer wish.
    guard transport.tempo == schedule.scale else { return reschedule(notice) }
    guard schedule.fits else { return reject(schedule.scale, notice) }
    guard let renderer = schedule.renderer, replaceSound(by: renderer, schedule, transport) else {
      // Too late for that repetition: once more, for one that comes later.
      guard reach < Self.longestReach else { return reject(schedule.scale, notice) }
      reach *= 2
      return reschedule(notice)
    }
    reach = Self.usualReach
    plan = schedule.plan
    self.routine = routine.changed(to: renderer, plan)
    _ = steer { $0?.adopt(renderer.timeline) }
    notice(.tempo(schedule.scale))
  }

  private func reject(_ scale: TempoScale, _ notice: (Notice) -> Void) {
    reach = Self.usualReach
    _ = steer { $0?.reject(scale, keeping: self.scale) }
    notice(.tempoDoesNotFit(scale))
  }

  /// Has what is to come heard as it was scheduled again.
  ///
  /// - Returns: whether that was in time: who has moved on behind the change is elsewhere by now.
  private func replaceSound(
    by renderer: Renderer, _ schedule: NewSchedule, _ transport: Transport
  ) -> Bool {
    let here = transport.position(heard: stream.status.heard)
    guard here <= schedule.before else { return false }
    // In a pause nothing of it is being played.
    if transport.state == .paused { return true }
    return stream.replace(
      with: renderer, from: schedule.from,
      until: TimelineNavigator(renderer.timeline).nextStop(after: here))
  }
}
