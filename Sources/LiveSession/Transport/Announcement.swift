internal import CueTimeline
internal import RoutineScript

/// What a session says outside of its timeline.
public enum Announcement: Equatable, Sendable {
  /// Where the listener is, before the session goes on.
  case recap(Whereabouts)
  /// The same after the program had ended.
  case welcomeBack(Whereabouts)
  /// Where the listener is and what is left: the answer to "how long?".
  case whereabouts(Whereabouts)
  /// The heat has lasted its time.
  case takePadOff
  /// How to go on from a wait.
  case press

  /// The words in a language; `nil` if there is nothing to say.
  func text(in phrases: PhraseCatalogue) -> String? {
    let sentences: [String]
    switch self {
    case .recap(let place): sentences = Self.place(place, phrases)
    case .welcomeBack(let place):
      sentences =
        [phrases.text(.welcomeBack)] + (place.rep == nil ? [] : [Self.step(place, phrases)])
        + Self.place(place, phrases)
    case .whereabouts(let place):
      sentences =
        (place.rep == nil && place.leftInStep != nil ? [] : [Self.step(place, phrases)])
        + Self.place(place, phrases) + [phrases.text(.toGo, .time(Self.rounded(place.left)))]
    case .takePadOff: sentences = [phrases.text(.heatOff)]
    case .press: sentences = [phrases.text(.press)]
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  private static func step(_ place: Whereabouts, _ phrases: PhraseCatalogue) -> String {
    phrases.text(.name, .step(place.step))
  }

  private static func place(_ place: Whereabouts, _ phrases: PhraseCatalogue) -> [String] {
    var sentences: [String] = []
    if place.rep == nil, place.leftInStep != nil { sentences.append(step(place, phrases)) }
    if let side = place.side { sentences.append(phrases.text(.resumeSide, sideName: side)) }
    if let rep = place.rep, let reps = place.reps {
      sentences.append(phrases.text(.resume, .n(rep), .count(reps)))
    } else if let left = place.leftInStep {
      sentences.append(phrases.text(.timeLeft, .time(rounded(left))))
    }
    return sentences
  }

  /// A time as people say it: from 2:30 in whole minutes, from 20 s in tens of seconds.
  static func rounded(_ time: Duration) -> Duration {
    let seconds = max(1, Int64((time / .seconds(1)).rounded()))
    switch seconds {
    case 150...: return .seconds((seconds + 30) / 60 * 60)
    case 20...: return .seconds((seconds + 5) / 10 * 10)
    default: return .seconds(seconds)
    }
  }
}
