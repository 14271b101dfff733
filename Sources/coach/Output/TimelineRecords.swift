internal import CueTimeline
internal import FoundationEssentials
internal import RoutineScript
internal import Speech

/// A timeline as data: every cue with what is known of it.
struct TimelineRecords {
  private let timeline: Timeline
  private let speaker: Speaker

  /// Makes records.
  ///
  /// - Parameters:
  ///   - timeline: the timeline.
  ///   - speaker: the voice, which knows how it reads a text.
  init(_ timeline: Timeline, saidBy speaker: Speaker) {
    self.timeline = timeline
    self.speaker = speaker
  }

  private struct Document: Encodable {
    let title: String
    let voice: String
    let rate: Int32
    let frames: Int64
    let cues: [Record]
  }

  private struct Record: Encodable {
    let start: Int64
    let anchor: Int64
    let frames: Int64
    let seconds: Decimal
    let kind: String
    let caption: String
    let spoken: String?
    let line: Int32
    let step: Int32
    let rep: Int32?
    let set: Int32?
    let side: String?
  }

  private var records: [Record] {
    timeline.cues.map { cue in
      Record(
        start: cue.start.value, anchor: cue.anchor.value, frames: cue.frames.value,
        seconds: seconds(cue.start), kind: cue.kind.rawValue,
        caption: timeline.caption(of: cue), spoken: spoken(cue), line: cue.line, step: cue.step + 1,
        rep: cue.rep?.value,
        set: cue.set?.value, side: timeline.steps[Int(cue.step)].side)
    }
  }

  /// What the engine is given for a cue, in words; `nil` for a chime.
  private func spoken(_ cue: Cue) -> String? {
    guard case .phrase(let index) = cue.sound else { return nil }
    return speaker.spoken(timeline.phrases[index])
  }

  /// To the microsecond, exact in decimal.
  private func seconds(_ position: FramePosition) -> Decimal {
    let (seconds, attoseconds) = timeline.rate.duration(of: position - .start).components
    return Decimal(seconds) + Decimal(attoseconds / 1_000_000_000_000) / 1_000_000
  }

  /// One object: `title`, `voice`, `rate`, `frames`, and `cues` in order.
  var json: String {
    JSONText.encode(
      Document(
        title: timeline.title, voice: timeline.voice, rate: timeline.rate.hertz,
        frames: timeline.frames.value, cues: records))
  }

  /// A header line and a line for each cue (RFC 4180, with newlines alone).
  var csv: String {
    var text = "start,anchor,frames,seconds,kind,caption,line,step,rep,set,side\n"
    for record in records {
      let fields = [
        "\(record.start)", "\(record.anchor)", "\(record.frames)", "\(record.seconds)",
        record.kind, quoted(record.caption), "\(record.line)", "\(record.step)",
        record.rep.map(String.init) ?? "", record.set.map(String.init) ?? "",
        quoted(record.side ?? ""),
      ]
      text += fields.joined(separator: ",") + "\n"
    }
    return text
  }

  private func quoted(_ field: String) -> String {
    guard field.contains(where: { ",\"\n\r".contains($0) }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}
