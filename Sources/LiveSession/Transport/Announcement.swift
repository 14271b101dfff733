internal import CueTimeline
internal import RoutineScript
internal import Sound

/// What a session says outside of its timeline.
public enum Announcement: Equatable, Sendable {
  /// Where the listener is, before the session goes on.
  case recap(Whereabouts)
  /// The same after the program had ended.
  case welcomeBack(Whereabouts)
  /// Where the listener is and what is left: the answer to "how long?".
  case whereabouts(Whereabouts)
  /// The heat pad has to come off.
  case takePadOff
  /// In the middle of heat: the pad is put on, for what is left.
  case putPadOn(Duration, isReturn: Bool)
  /// The skin has had heat: there is only so much more.
  case heatShortened(Duration, isReturn: Bool)
  /// The skin has had all the heat it may have in an hour.
  case heatLeftOut(isReturn: Bool)
  /// Under a heat pad with a baby: whether the listener is awake.
  case stillAwake
  /// Nobody has answered that.
  case wakeUp
  /// How to go on from a wait.
  case press
  /// The listener has ended the session, and can resume it.
  case stopped

  /// How loud it is at least, whatever the slider says.
  var leastVolume: Volume? {
    switch self {
    case .takePadOff, .stillAwake: .audible
    case .wakeUp: .full
    default: nil
    }
  }

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
    case .takePadOff: sentences = [phrases.text(.heatOff), phrases.text(.heatSwitchOff)]
    case .putPadOn(let time, let isReturn):
      sentences =
        Self.welcome(isReturn, phrases) + [
          phrases.text(.heatOnBody), phrases.text(.timeLeft, .time(Self.rounded(time))),
        ]
    case .heatShortened(let time, let isReturn):
      sentences =
        Self.welcome(isReturn, phrases)
        + [phrases.text(.heatShort, .time(Self.roundedDown(time)))]
    case .heatLeftOut(let isReturn):
      sentences = Self.welcome(isReturn, phrases) + [phrases.text(.heatEnough)]
    case .stillAwake: sentences = [phrases.text(.stillAwake)]
    case .wakeUp: sentences = [phrases.text(.heatOff), phrases.text(.babySafe)]
    case .press: sentences = [phrases.text(.press)]
    case .stopped: sentences = [phrases.text(.stopped)]
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  private static func welcome(_ isReturn: Bool, _ phrases: PhraseCatalogue) -> [String] {
    isReturn ? [phrases.text(.welcomeBack)] : []
  }

  private static func step(_ place: Whereabouts, _ phrases: PhraseCatalogue) -> String {
    phrases.text(.name, .step(place.step))
  }

  private static func place(_ place: Whereabouts, _ phrases: PhraseCatalogue) -> [String] {
    var sentences: [String] = []
    if place.rep == nil, place.leftInStep != nil { sentences.append(step(place, phrases)) }
    if let side = place.side { sentences.append(phrases.resumed(onSide: side)) }
    if let rep = place.rep, let reps = place.reps {
      sentences.append(phrases.text(.resume, .n(rep), .count(reps)))
    } else if let left = place.leftInStep {
      sentences.append(phrases.text(.timeLeft, .time(rounded(left))))
    }
    return sentences
  }

  /// A time as people say it, and never more than there is.
  static func roundedDown(_ time: Duration) -> Duration {
    let seconds = max(1, Int64(time / .seconds(1)))
    return .seconds(
      seconds >= 120 ? seconds / 60 * 60 : seconds >= 20 ? seconds / 10 * 10 : seconds)
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
