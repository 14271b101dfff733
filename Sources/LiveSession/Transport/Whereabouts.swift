internal import CueTimeline
public import RoutineScript

/// Where a listener is, as it is said: "Left side. Six of ten."
public struct Whereabouts: Equatable, Sendable {
  /// The step in hand.
  public let step: String
  /// The side, in words.
  public let side: String?
  /// The repetition.
  public let rep: Count?
  /// How many repetitions there are, where any are counted.
  public let reps: Count?
  /// What is left of the step's interval, outside of repetitions.
  public let leftInStep: Duration?
  /// What is left of the routine.
  public let left: Duration

  /// Makes a place.
  public init(
    step: String, side: String? = nil, rep: Count? = nil, reps: Count? = nil,
    leftInStep: Duration? = nil, left: Duration = .zero
  ) {
    self.step = step
    self.side = side
    self.rep = rep
    self.reps = reps
    self.leftInStep = leftInStep
    self.left = left
  }
}

/// What a session says of its own accord, outside of its timeline.
public enum Announcement: Equatable, Sendable {
  /// Where the listener is, on going on.
  case recap(Whereabouts)
  /// Where the listener is, after the program had ended.
  case welcomeBack(Whereabouts)
  /// Where the listener is and what is left: the answer to "how long?".
  case whereabouts(Whereabouts)
  /// The heat has lasted its time.
  case takePadOff
  /// How to go on from a wait.
  case press

  /// The words in a language; `nil` where there is nothing to say.
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

  /// A time as one says it: whole minutes of many, tens of seconds of some, seconds of few.
  static func rounded(_ time: Duration) -> Duration {
    let seconds = max(1, Int64((time / .seconds(1)).rounded()))
    switch seconds {
    case 150...: return .seconds((seconds + 30) / 60 * 60)
    case 20...: return .seconds((seconds + 5) / 10 * 10)
    default: return .seconds(seconds)
    }
  }
}
