/// A line of a timeline's table, and what makes it the same in another version of the routine.
struct TableRow: Equatable {
  /// The line.
  let text: String
  /// What it tells, apart from when and how long.
  private let words: String
  private let length: Duration
  /// The silence before it; of all that a change moves, only what comes next has another.
  private let gap: Duration

  /// A cue, or several in one.
  init(_ text: String, words: String, lasting length: Duration, after gap: Duration) {
    self.text = text
    self.words = words
    self.length = length
    self.gap = gap
  }

  /// A section's name, or an empty line.
  init(_ text: String) {
    self.init(text, words: text, lasting: .zero, after: .zero)
  }

  /// What rounding to frames may make of the same length at another place.
  private static let rounding = Duration.microseconds(200)

  static func == (left: Self, right: Self) -> Bool {
    let isNear = { (one: Duration, other: Duration) in max(one - other, other - one) <= rounding }
    return left.words == right.words && isNear(left.length, right.length)
      && isNear(left.gap, right.gap)
  }

  /// Which of the new rows were not among the old ones, in this order.
  ///
  /// - Parameters:
  ///   - rows: the new rows.
  ///   - old: those of the version before.
  /// - Returns: their indices, and where the first change is: a row that is gone leaves only that.
  static func changes(in rows: [TableRow], since old: [TableRow]) -> (rows: Set<Int>, first: Int?) {
    let common = min(rows.count, old.count)
    let start = (0..<common).first { rows[$0] != old[$0] } ?? common
    if start == rows.count, start == old.count { return ([], nil) }
    let same = (0..<(common - start)).first {
      rows[rows.count - 1 - $0] != old[old.count - 1 - $0]
    }
    let tail = same ?? common - start
    let middle = rows[start..<(rows.count - tail)]
    let before = old[start..<(old.count - tail)]
    // Comparing takes the product of both; somebody who changes that much sees it anyway.
    guard middle.count * before.count <= 1_000_000 else { return (Set(middle.indices), start) }
    let inserted = middle.difference(from: before).insertions.map { change in
      switch change {
      case .insert(let offset, _, _), .remove(let offset, _, _): start + offset
      }
    }
    return (Set(inserted), start)
  }
}
