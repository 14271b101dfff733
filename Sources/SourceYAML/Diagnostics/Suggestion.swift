/// Finds what somebody probably meant to write.
public enum Suggestion {
  /// The candidate nearest to a word, if one is near enough to be meant.
  ///
  /// Near is at most a third of the word's letters inserted, deleted, replaced or swapped.
  public static func nearest(
    to word: String, among candidates: some Collection<String>
  ) -> String? {
    let wanted = word.lowercased().prefix(64)
    let letters = Array(wanted)
    let farthest = max(1, (letters.count + 1) / 3)
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let found = distance(letters, Array(candidate.lowercased().prefix(64)), atMost: farthest)
      if found < best?.distance ?? .max { best = (candidate, found) }
    }
    if let best, best.distance <= farthest { return best.name }
    // Somebody who stops in the middle of a name means that name.
    guard wanted.count >= 4 else { return nil }
    return candidates.first { $0.lowercased().contains(wanted) }
  }

  /// The candidate that a word certainly is, except for a slip of a finger: one letter too many, too
  /// few, wrong, or swapped with its neighbour, and no other candidate as near; or its capitals.
  public static func correction(
    of word: String, among candidates: some Collection<String>
  ) -> String? {
    // Only its capitals are wrong.
    let same = candidates.filter { $0.lowercased() == word.lowercased() }
    if same.count == 1 { return same.first }
    guard word.count >= 3 else { return nil }
    let letters = Array(word.lowercased().prefix(64))
    let near = candidates.filter {
      distance(letters, Array($0.lowercased().prefix(64)), atMost: 1) <= 1
    }
    return near.count == 1 ? near.first : nil
  }

  /// The end of a message that names what was probably meant; empty if that is unknown.
  public static func clause(_ nearest: String?) -> String {
    nearest.map { "; did you mean `\($0)`?" } ?? ""
  }

  /// Optimal string alignment distance: a swap of neighbours is one mistake, not two.
  ///
  /// If it is more than the limit, what is returned is only more than the limit too.
  private static func distance(_ a: [Character], _ b: [Character], atMost most: Int) -> Int {
    // Each letter more is a mistake. Most words are refused by that, in files full of them.
    guard abs(a.count - b.count) <= most else { return most + 1 }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var rows = [Array(0...b.count)]
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        var cost = min(
          rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          cost = min(cost, rows[i - 2][j - 2] + 1)
        }
        row.append(cost)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
