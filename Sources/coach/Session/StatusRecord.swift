internal import CueTimeline
internal import FoundationEssentials
internal import LiveSession
internal import RoutineScript
internal import Sound

/// What a running session tells another program about itself, as JSON.
struct StatusRecord: Codable {
  var state: String
  var routine: String
  var step: String
  var side: String?
  var repetition: Int32?
  var repetitions: Int32?
  var secondsLeftInStep: Double?
  var secondsLeft: Double
  var saying: String
  var volume: Int
  var tempoPercent: Int32

  init(_ progress: LiveSession.Progress?) {
    state = progress?.state.rawValue ?? "starting"
    routine = progress?.routine ?? ""
    step = progress?.place.step ?? ""
    side = progress?.place.side
    repetition = progress?.place.rep?.value
    repetitions = progress?.place.reps?.value
    secondsLeftInStep = progress?.place.leftInStep.map { Self.seconds($0) }
    secondsLeft = progress.map { Self.seconds($0.place.left) } ?? 0
    saying = progress?.caption ?? ""
    volume = progress?.volume.percent ?? 100
    tempoPercent = progress?.tempo.percent ?? 100
  }

  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  /// In one line, for people.
  var line: String {
    var parts = ["\(routine): \(state)", step]
    if let side { parts.append(side) }
    if let repetition, let repetitions { parts.append("\(repetition) of \(repetitions)") }
    if let secondsLeftInStep {
      parts.append("\(ClockTime.short(.seconds(secondsLeftInStep.rounded(.up)))) in this step")
    }
    parts.append("\(ClockTime.short(.seconds(secondsLeft.rounded(.up)))) left")
    return parts.joined(separator: " · ")
  }

  private static func seconds(_ duration: Duration) -> Double {
    (duration / .milliseconds(1)).rounded() / 1000
  }
}
