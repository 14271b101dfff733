/// Changes in quick succession, which count as one: an editor removes, creates, writes and renames.
struct ChangeBurst {
  private var first: ContinuousClock.Instant?
  private var last = ContinuousClock.now
  private var isWhole = false

  /// After a file that is written and closed, nothing more is expected.
  private static let settledAfterWhole = Duration.milliseconds(5)
  /// After anything else, such as the removal of a file that is about to be put back.
  private static let settled = Duration.milliseconds(20)
  /// A program that writes all the time is not waited for.
  private static let most = Duration.milliseconds(50)

  /// How long to wait for more; `nil` if there was no change.
  var timeLeft: Duration? {
    guard let first else { return nil }
    let end = min(last + (isWhole ? Self.settledAfterWhole : Self.settled), first + Self.most)
    return ContinuousClock.now.duration(to: end)
  }

  /// Notes a change.
  ///
  /// - Parameter isWhole: whether it leaves a file as it is to be read.
  mutating func note(isWhole: Bool) {
    last = .now
    first = first ?? last
    self.isWhole = isWhole
  }
}
