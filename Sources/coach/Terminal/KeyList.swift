/// The keys of a session, as they are shown.
enum KeyList {
  private static let most = [
    "space pause", "n next", "b back", "r repeat", "h how long", "q quit", "? all keys",
  ]

  private static let all = [
    ("space", "pause, go on; twice repeats, three times: next step"),
    ("n →", "next step"), ("b ←", "back"), ("r", "repeat the last words"),
    ("h", "how long: where you are and what is left"), ("+ - ↑ ↓", "volume"),
    ("s f", "slower, faster"), ("q", "quit"), ("?", "these keys"),
  ]

  /// The keys that most people need.
  static func hint(columns: Int) -> [String] { DisplayWidth.joined(most, to: columns) }

  /// All keys, each on a line of its own.
  static func lines(columns: Int) -> [String] {
    let width = (all.map { DisplayWidth.columns(of: $0.0) }.max() ?? 0) + 4
    return all.flatMap { keys, meaning in
      // What a line begins with is not broken: the columns before the meaning are filled with it.
      let head = "  " + DisplayWidth.padded(keys, to: width - 2)
      let words = DisplayWidth.wrapped(meaning, to: max(2, columns - width))
      return words.enumerated().map { index, words in
        (index == 0 ? head : String(repeating: " ", count: width)) + words
      }
    }
  }

  /// The keys in words.
  static let help = """
    Keys: space (or Enter) pauses, resumes, and says "go" if a step waits for you; twice in a row it \
    repeats the last words, three times it goes to the next step, so that one button or pedal is \
    enough. n or → goes to the next step, b or ← goes back, r repeats, h says where you are and how \
    long is left, + and - change the volume, s and f make the coming repetitions slower and faster, \
    q quits, ? shows the keys.
    """
}
