public import RoutineScript

extension Timeline {
  /// The start of a repetition.
  public struct Repetition: Equatable, Sendable {
    /// The step: an index into `steps`.
    public let step: Int
    /// The repetition, from 1.
    public let rep: Count
    /// The first frame of the first cue that belongs to it.
    public let start: FramePosition
  }

  /// The first counted repetition that begins at a position or after it: there the tempo can change.
  public func repetition(from position: FramePosition) -> Repetition? {
    var index = cues.partitionPoint { $0.start >= position }
    while index < cues.count {
      let cue = cues[index]
      let isFirst = index == 0 || cues[index - 1].rep != cue.rep || cues[index - 1].step != cue.step
      if let rep = cue.rep, isFirst, steps[Int(cue.step)].kind == .reps {
        return Repetition(step: Int(cue.step), rep: rep, start: cue.start)
      }
      index += 1
    }
    return nil
  }

  /// The first frame of a repetition's first cue; `nil` if there is no such repetition.
  public func start(ofRepetition rep: Count, inStep step: Int) -> FramePosition? {
    cues.first { Int($0.step) == step && $0.rep == rep }?.start
  }

  /// This timeline up to a frame, and from there on another one of the same routine.
  ///
  /// - Parameters:
  ///   - other: a timeline with the same steps and beats up to that frame.
  ///   - boundary: the frame at which the other one begins.
  /// - Returns: both as one; `nil` if a cue of either would be cut off there.
  public func continued(by other: Timeline, from boundary: FramePosition) -> Timeline? {
    let before = cues.partitionPoint { $0.start >= boundary }
    let after = other.cues.partitionPoint { $0.start >= boundary }
    let isCut = { (cue: Cue?) in cue.map { $0.end > boundary } ?? false }
    guard rate == other.rate, !isCut(before > 0 ? cues[before - 1] : nil),
      !isCut(after > 0 ? other.cues[after - 1] : nil)
    else { return nil }
    var phrases = phrases
    var indices = Dictionary(
      phrases.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    let rest = other.cues[after...].map { cue in
      guard case .phrase(let index) = cue.sound else { return cue }
      let phrase = other.phrases[index]
      let own = indices[phrase] ?? phrases.count
      if own == phrases.count {
        indices[phrase] = own
        phrases.append(phrase)
      }
      return Cue(
        start: cue.start, anchor: cue.anchor, frames: cue.frames, kind: cue.kind,
        sound: .phrase(own), line: cue.line, step: cue.step, rep: cue.rep, set: cue.set)
    }
    return Timeline(
      title: title, voice: voice, rate: rate, frames: other.frames, phrases: phrases,
      sections: other.sections, steps: other.steps, cues: cues[..<before] + rest)
  }
}
