internal import RoutineScript

/// Values for words as they are written in texts.
struct WordTable<Value: Hashable & Sendable>: Hashable, Sendable {
  private let entries: [String: Value]
  /// The most words that one entry has.
  let longestEntry: Int

  /// Makes a table.
  ///
  /// - Parameter entries: values by words, with one space between two; in small letters unless their
  ///   capitals matter.
  init(_ entries: [String: Value]) {
    self.entries = entries
    longestEntry = entries.keys.map { $0.split(separator: " ").count }.max() ?? 0
  }

  /// The value for words as written in a text.
  subscript(written: String) -> Value? { entries[written] ?? entries[written.lowercased()] }
}

extension WordTable<SayAs> {
  /// Makes a table of `say as:` entries; the first of several for the same words counts.
  init(_ entries: [SayAs]) {
    self.init(
      Dictionary(entries.map { ($0.written, $0) }, uniquingKeysWith: { first, _ in first }))
  }
}
