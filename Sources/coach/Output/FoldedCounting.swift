internal import CueTimeline
internal import RoutineScript

/// A run of cues that count, in few words that claim nothing which is not said.
struct FoldedCounting {
  private let run: ArraySlice<Cue>
  private let timeline: Timeline

  init(_ run: ArraySlice<Cue>, _ timeline: Timeline) {
    self.run = run
    self.timeline = timeline
  }

  /// Whether a repetition has several numbers.
  var countsSeconds: Bool {
    guard isSet else { return false }
    let numbers = run.filter { $0.kind == .count }
    return zip(numbers, numbers.dropFirst()).contains { $0.rep == $1.rep }
  }

  /// Where its numbers or chimes are; in a set, where each repetition begins.
  var beats: [FramePosition] {
    guard isSet, !countsSeconds else { return run.map(\.anchor) }
    return firsts.map(\.anchor)
  }

  /// What is said: "one … ten, with left, right".
  var words: String {
    if countsSeconds { return seconds }
    // Between a hold's chimes, what is counted says more than they do.
    let numbers = run.filter { $0.kind == .count }
    let chimes = run.filter { $0.kind == .chime }
    var parts: [String] = []
    if !numbers.isEmpty { parts.append(span(numbers)) }
    if isSet || numbers.isEmpty, let chime = chimes.first {
      parts.append(
        numbers.isEmpty ? span(chimes) : "\(timeline.caption(of: chime)) \(place(chimes))")
    }
    let names = names
    if !names.isEmpty {
      parts.append((parts.isEmpty ? "" : "with ") + names.joined(separator: ", "))
    }
    return parts.joined(separator: ", ")
  }

  /// Names and the numbers after them: "in, two … four, out, two … six".
  private var seconds: String {
    var parts: [[Cue]] = []
    for cue in run {
      if cue.kind == .count, parts.last?.last?.kind == .count {
        parts[parts.count - 1].append(cue)
      } else {
        parts.append([cue])
      }
    }
    return parts.map { part in
      let ends = [part.first, part.last].compactMap { $0.map(timeline.caption) }
      return part.count == 1 ? ends[0] : ends.joined(separator: part.count == 2 ? ", " : " … ")
    }.joined(separator: ", ")
  }

  private var isSet: Bool {
    run.first.map { $0.rep != nil && timeline.steps[Int($0.step)].kind == .reps } ?? false
  }

  /// The first cue of each repetition.
  private var firsts: [Cue] {
    var firsts: [Cue] = []
    for cue in run where firsts.last?.rep != cue.rep { firsts.append(cue) }
    return firsts
  }

  /// Consecutive cues by their first and last: "one … three, five".
  private func span(_ cues: [Cue]) -> String {
    ranges(cues).map { range in
      let ends = [range.first, range.last].compactMap { $0.map(timeline.caption) }
      return range.count == 1 ? ends[0] : ends.joined(separator: range.count == 2 ? ", " : " … ")
    }.joined(separator: ", ")
  }

  /// Runs of cues in repetitions that follow one another.
  private func ranges(_ cues: [Cue]) -> [[Cue]] {
    guard isSet else { return [cues] }
    var ranges: [[Cue]] = []
    for cue in cues {
      if let last = ranges.last?.last?.rep, let rep = cue.rep, rep.value == last.value + 1 {
        ranges[ranges.count - 1].append(cue)
      } else {
        ranges.append([cue])
      }
    }
    return ranges
  }

  /// The names of phases, each with its repetitions if it is not said in all of them.
  private var names: [String] {
    var said: [(name: String, cues: [Cue])] = []
    var inRepetition: [String: Int] = [:]
    var rep: Count?
    for cue in run where cue.kind == .phase {
      if cue.rep != rep { (rep, inRepetition) = (cue.rep, [:]) }
      // A name may be said twice in one repetition.
      let name = timeline.caption(of: cue)
      let turn = inRepetition[name, default: 0]
      inRepetition[name] = turn + 1
      let known = said.indices.filter { said[$0].name == name }
      if known.indices.contains(turn) {
        said[known[turn]].cues.append(cue)
      } else {
        said.append((name, [cue]))
      }
    }
    let all = firsts.count
    return said.map { $0.cues.count == all ? $0.name : "\($0.name) \(place($0.cues))" }
  }

  /// In which repetitions cues are, in brackets: "(1–3, 5)".
  private func place(_ cues: [Cue]) -> String {
    let places = ranges(cues).map { range in
      [range.first, range.last].compactMap { $0?.rep.map { "\($0.value)" } }
    }.map { $0.first == $0.last ? $0.first ?? "" : $0.joined(separator: "–") }
    return "(\(places.joined(separator: ", ")))"
  }
}
