internal import CueTimeline
internal import Dispatch
internal import Sound

/// Changes of tempo while the session plays.
extension Session {
  /// Repetitions that begin sooner than this are not changed: scheduling takes a moment.
  static let usualReach = Duration.milliseconds(400)
  private static let longestReach = Duration.seconds(10)

  /// The tempo that the coming repetitions are scheduled in.
  var scale: TempoScale { plan.changes.last?.scale ?? .written }

  /// Schedules the coming repetitions again on another thread, one tempo after another.
  func reschedule(_ notice: (Notice) -> Void) {
    guard !isRescheduling, let routine, let transport = steer({ $0 }),
      transport.state != .waitingForDevice
    else { return }
    let timeline = transport.timeline
    guard let rep = timeline.repetition(from: earliestChange(transport)) else {
      _ = steer { $0?.reject(transport.tempo, keeping: self.scale) }
      return notice(.nothingToCount)
    }
    isRescheduling = true
    var plan = plan
    let scale = transport.tempo
    plan.add(TempoPlan.Change(step: rep.step, rep: rep.rep, scale: scale))
    let wanted = plan
    schedulingQueue.async { [inbox = core.inbox] in
      let other = routine.schedule(wanted)
      // At another tempo a number begins sooner or later before the same beat.
      let from = min(
        rep.start, other?.start(ofRepetition: rep.rep, inStep: rep.step) ?? rep.start)
      let whole = other.flatMap { timeline.continued(by: $0, from: from) }
      inbox.post(
        .rescheduled(
          NewSchedule(
            scale: scale, plan: wanted, from: from, before: rep.start, fits: other != nil,
            renderer: whole.flatMap(routine.render))))
    }
  }

  /// The first position that can still change before it is heard.
  private func earliestChange(_ transport: Transport) -> FramePosition {
    let here = transport.position(heard: stream.status.heard)
    if transport.state == .paused { return here }
    return max(here, stream.queuedUpTo) + transport.timeline.rate.frames(in: reach)
  }

  /// A routine that was scheduled again.
  struct NewSchedule: Sendable {
    let scale: TempoScale
    let plan: TempoPlan
    /// Where it replaces the old schedule.
    let from: FramePosition
    /// Where its first changed repetition began in the old schedule.
    let before: FramePosition
    /// Whether the numbers fit.
    let fits: Bool
    /// `nil` if the new schedule cannot continue the old one.
    let renderer: Renderer?
  }

  /// Goes on with a new schedule, if that is still wanted and in time.
  func adopt(_ schedule: NewSchedule, _ notice: (Notice) -> Void) {
    isRescheduling = false
    guard let routine, let transport = steer({ $0 }) else { return }
    // Another tempo was asked for meanwhile.
    guard transport.tempo == schedule.scale else { return reschedule(notice) }
    guard schedule.fits else { return reject(schedule.scale, notice) }
    guard let renderer = schedule.renderer, replaceSound(by: renderer, schedule, transport) else {
      // Too late for that repetition: try again with a later one.
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

  /// Replaces the sound that is still to come.
  ///
  /// - Returns: whether that was in time, before the first changed repetition.
  private func replaceSound(
    by renderer: Renderer, _ schedule: NewSchedule, _ transport: Transport
  ) -> Bool {
    let here = transport.position(heard: stream.status.heard)
    guard here <= schedule.before else { return false }
    // In a pause nothing of it is being played.
    if transport.state == .paused { return true }
    return stream.replace(
      with: renderer, from: schedule.from,
      until: transport.nextStop(after: here, in: TimelineNavigator(renderer.timeline), .now))
  }
}
