internal import CueTimeline
internal import Dispatch
internal import Sound

/// Changing the tempo on the way.
extension Session {
  /// Repetitions that begin sooner than this are not changed: laying out takes a moment.
  static let usualReach = Duration.milliseconds(400)
  private static let longestReach = Duration.seconds(10)

  /// The tempo of the coming repetitions as they are laid out.
  var scale: TempoScale { plan.changes.last?.scale ?? .written }

  /// Lays the coming repetitions out again, on another thread; one layout at a time.
  func layOut(_ notice: (Notice) -> Void) {
    guard !isLayingOut, let performance, let transport = steer({ $0 }),
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
    isLayingOut = true
    var plan = plan
    let wish = transport.tempo
    plan.add(TempoPlan.Change(step: rep.step, rep: rep.rep, scale: wish))
    let wanted = plan
    layouts.async { [inbox = desk.inbox] in
      let other = performance.layOut(wanted)
      // At another pace a number begins sooner or later for the same beat.
      let from = min(
        rep.start, other?.start(ofRepetition: rep.rep, inStep: rep.step) ?? rep.start)
      let whole = other.flatMap { timeline.continued(by: $0, from: from) }
      inbox.post(
        .laidOut(
          Layout(
            scale: wish, plan: wanted, from: from, before: rep.start, fits: other != nil,
            renderer: whole.flatMap(performance.render))))
    }
  }

  /// A routine laid out again.
  struct Layout: Sendable {
    let scale: TempoScale
    let plan: TempoPlan
    /// Where it takes the place of the layout before.
    let from: FramePosition
    /// Where its first other repetition began in that one.
    let before: FramePosition
    let fits: Bool
    let renderer: Renderer?
  }

  func adopt(_ layout: Layout, _ notice: (Notice) -> Void) {
    isLayingOut = false
    guard let performance, let transport = steer({ $0 }) else { return }
    // There is a newer wish.
    guard transport.tempo == layout.scale else { return layOut(notice) }
    guard layout.fits else { return reject(layout.scale, notice) }
    guard let renderer = layout.renderer, replaceSound(by: renderer, layout, transport) else {
      // Too late for that repetition: once more, for one that comes later.
      guard reach < Self.longestReach else { return reject(layout.scale, notice) }
      reach *= 2
      return layOut(notice)
    }
    reach = Self.usualReach
    plan = layout.plan
    self.performance = performance.changed(to: renderer, plan)
    _ = steer { $0?.adopt(renderer.timeline) }
    notice(.tempo(layout.scale))
  }

  private func reject(_ scale: TempoScale, _ notice: (Notice) -> Void) {
    reach = Self.usualReach
    _ = steer { $0?.reject(scale, keeping: self.scale) }
    notice(.tempoDoesNotFit(scale))
  }

  /// Has what is to come heard as it was laid out again.
  ///
  /// - Returns: whether that was in time: who has moved on behind the change is elsewhere by now.
  private func replaceSound(
    by renderer: Renderer, _ layout: Layout, _ transport: Transport
  ) -> Bool {
    let here = transport.position(heard: stream.status.heard)
    guard here <= layout.before else { return false }
    // In a pause nothing of it is being played.
    if transport.state == .paused { return true }
    return stream.replace(
      with: renderer, from: layout.from, until: Guide(renderer.timeline).nextStop(after: here))
  }
}
