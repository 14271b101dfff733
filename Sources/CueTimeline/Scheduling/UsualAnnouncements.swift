internal import RoutineScript

/// What is announced of an interval's time if the script does not say.
enum UsualAnnouncements {
  /// Announcements for a hold, a heat pad or a ball, by how long it lasts.
  static func inInterval(lasting duration: Duration) -> [Announcement] {
    switch duration {
    // Short enough to be counted through.
    case ..<(.seconds(11)): [.last(duration)]
    case ..<(.seconds(21)): [.last(.seconds(3))]
    case ..<(.seconds(150)): [.halfway, .last(.seconds(3))]
    case ..<(.seconds(300)): [.halfway, .every(.seconds(60)), .last(.seconds(3))]
    // Never more than two minutes without a word.
    default: [.every(.seconds(120)), .every(.seconds(60)), .last(.seconds(3))]
    }
  }

  /// Announcements for a rest, by how long it lasts: a rest needs fewer.
  static func inRest(lasting duration: Duration) -> [Announcement] {
    switch duration {
    case ..<(.seconds(21)): [.last(.seconds(3))]
    case ..<(.seconds(40)): [.halfway, .last(.seconds(3))]
    default: [.every(.seconds(30)), .last(.seconds(3))]
    }
  }
}

extension Announcement {
  /// Whether it counts down the last seconds.
  var isCountdown: Bool {
    if case .last = self { return true }
    return false
  }
}
