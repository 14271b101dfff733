public import CueTimeline
public import RoutineScript
internal import SourceYAML

/// Scheduling rule 8, read off the timeline: at no moment of a repetition is a named phase unsaid for
/// which there is room.
///
/// It knows the routine, the timeline and how long words take, and nothing of how they were placed.
public enum DirectionRules {
  /// What a timeline leaves unsaid, in words; empty for a good one.
  ///
  /// - Parameters:
  ///   - timeline: the timeline.
  ///   - routine: the routine it was made of.
  ///   - meter: measures words as they were measured for the timeline.
  /// - Returns: a line for each name.
  public static func violations(
    of timeline: Timeline, _ routine: Routine, meter: some SpeechMeter
  ) -> [String] {
    var byLine: [ScriptLine: Step] = [:]
    index(routine.steps, into: &byLine)
    return timeline.steps.indices.flatMap { index -> [String] in
      let part = timeline.steps[index]
      guard part.kind == .reps, let interval = part.interval, let step = byLine[part.source],
        case .reps(let reps) = step.action
      else { return [] }
      let cues = timeline.cues.filter { $0.step == Int32(index) }
      let set = reps.counts.count > 1 ? cues.lazy.compactMap(\.set).first ?? 1 : 1
      let movement = Movement(timeline, cues: cues, reps.inSet(set), interval, meter)
      return movement.unsaid.map { "\(part.name), line \(part.source.number): \($0)" }
    }
  }

  private static func index(_ steps: [Step], into byLine: inout [ScriptLine: Step]) {
    for step in steps {
      byLine[ScriptLine(file: step.span.file, number: Int32(step.span.start.line))] = step
      switch step.action {
      case .rounds(let rounds): index(rounds.steps, into: &byLine)
      case .include(_, let inner): index(inner, into: &byLine)
      default: break
      }
      if let instead = step.withBaby { index(instead, into: &byLine) }
    }
  }

  /// One set as it is heard.
  private struct Movement<Meter: SpeechMeter> {
    let timeline: Timeline
    let cues: [Cue]
    let reps: Repetitions
    let interval: Range<FramePosition>
    let meter: Meter

    init(
      _ timeline: Timeline, cues: [Cue], _ reps: Repetitions, _ interval: Range<FramePosition>,
      _ meter: Meter
    ) {
      self.timeline = timeline
      self.cues = cues
      self.reps = reps
      self.interval = interval
      self.meter = meter
    }

    private var gap: FrameCount { timeline.rate.frames(in: .milliseconds(150)) }
    private var period: Duration { reps.tempo.reduce(.zero) { $0 + $1.duration } }

    private func frame(_ time: Duration) -> FramePosition {
      interval.lowerBound + timeline.rate.frames(in: time)
    }

    /// The names without a cue although there is room, by repetition.
    var unsaid: [String] {
      (0..<Int(reps.count.value)).flatMap { rep -> [String] in
        let said = cues.filter { $0.rep == Count(Int32(rep + 1)) && $0.kind == .phase }
        var names = said.map(timeline.caption)
        var start = period * rep
        if !reps.alternating.isEmpty {
          let side = reps.alternating[rep % reps.alternating.count].rawValue
          guard let first = said.first, timeline.caption(of: first) == side,
            first.anchor == frame(start)
          else { return ["the side of repetition \(rep + 1) is not on its beat"] }
          names.removeFirst()
        }
        return reps.tempo.enumerated().compactMap { index, phase in
          let end = start + phase.duration
          defer { start = end }
          guard let name = phase.name, !name.isEmpty else { return nil }
          if let known = names.firstIndex(of: name) {
            names.remove(at: known)
            return nil
          }
          let from = frame(start)
          let hasRoom = hasRoom(for: name, from, flowsUntil: index == 0 ? frame(end) : from)
          return hasRoom ? "\"\(name)\" is unsaid in repetition \(rep + 1)" : nil
        }
      }
    }

    /// Whether a name would fit at some pace: on its beat, or, of the first phase, anywhere in it.
    private func hasRoom(
      for name: String, _ beat: FramePosition, flowsUntil last: FramePosition
    ) -> Bool {
      [Pace.normal, Pace(percent: 115), .fastest].contains { pace in
        let phrase = Phrase(name, delivery: .beat, pace: pace)
        guard case .success(let measure) = meter.measure([phrase])[0] else { return false }
        let ends = cues.map { $0.end + gap }.filter { $0 > beat && $0 <= last }
        return ([beat - measure.anchor] + ends).contains { start in
          let end = start + measure.frames
          return end <= interval.upperBound
            && !cues.contains { $0.start < end + gap && start < $0.end + gap }
        }
      }
    }
  }
}
