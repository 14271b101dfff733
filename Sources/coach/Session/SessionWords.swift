internal import CoachErrors
internal import CueTimeline
internal import LiveSession
internal import RoutineScript
internal import Sound

/// What a running session shows in words.
enum SessionWords {
  /// What is played, and how long that takes.
  static func title(_ timeline: Timeline) -> String {
    "\(DisplayWidth.visible(timeline.title)), \(ClockTime.short(timeline.duration))"
  }

  /// What is left, as a clock that counts down shows it: 0:00 only when nothing is.
  static func left(_ time: Duration) -> String { ClockTime.short(time + .milliseconds(999)) }

  /// Why nothing goes on; `nil` if it does.
  static func standstill(_ state: Transport.State) -> String? {
    switch state {
    case .playing, .finished: nil
    case .paused: "⏸ paused"
    case .waitingForGo: "… press space to go on"
    case .waitingForDevice: "… waiting for the sound device"
    }
  }

  /// How loud it is; `nil` if nothing need be said about it.
  static func volume(_ volume: Volume) -> String? {
    volume == .full ? nil : "volume \(volume.percent) %"
  }

  /// What a heat pad has left; `nil` if none is on.
  static func heat(_ left: Duration?) -> String? {
    left.map { $0 > .zero ? "heat pad on, \(self.left($0)) left" : "take the heat pad off" }
  }

  /// Where somebody is, in parts: the step, the side, the repetition.
  static func place(_ place: Whereabouts) -> [String] {
    var parts = [DisplayWidth.visible(place.step)]
    if let side = place.side { parts.append(DisplayWidth.visible(side)) }
    if let rep = place.rep, let reps = place.reps {
      parts.append("\(rep.value) of \(reps.value)")
    }
    return parts
  }

  /// How a session ended; `nil` if an error says it.
  static func ending(_ ending: Session.Ending) -> String? {
    switch ending {
    case .finished: "Done."
    case .stopped: "Stopped."
    case .failed: nil
    }
  }

  /// What the listener should know.
  static func notice(_ notice: Session.Notice) -> String {
    switch notice {
    case .recovered: "Sound was interrupted for a moment; nothing is lost."
    case .deviceLost(let error): "\(error.message) Waiting for it; the place is kept."
    case .deviceBack(let name): "There is sound again, on \(name.text)."
    case .volume(.full): "Volume 100 %; louder still is up to the device."
    case .volume(let volume):
      volume.percent == 0
        ? "Volume 0 %: nothing is heard, except about a heat pad." : "Volume \(volume.percent) %."
    case .whereabouts(let whereabouts):
      (place(whereabouts) + inStep(whereabouts.leftInStep) + ["\(left(whereabouts.left)) left"])
        .joined(separator: " · ")
    case .tempo(let scale):
      scale == .written
        ? "The coming repetitions take as long as the script says."
        : "The coming repetitions take \(scale.percent) % of the time the script says."
    case .tempoDoesNotFit: "The numbers would not fit: the tempo stays as it is."
    case .nothingToCount: "There are no repetitions to come whose tempo could change."
    case .takePadOff: "Take the heat pad off. If it is electric, switch it off."
    case .stillAwake: "Still awake? Press any control."
    case .wakeUp:
      "Take the heat pad off, and put your baby down somewhere safe. Press any control."
    case .padStillOn:
      "The heat pad is still on: take it off now. If it is electric, switch it off."
    case .placeNotKept(let error): "Note: \(error)"
    }
  }

  private static func inStep(_ left: Duration?) -> [String] {
    left.map { ["\(self.left($0)) in this step"] } ?? []
  }
}
