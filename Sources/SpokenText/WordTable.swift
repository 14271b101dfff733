internal import RoutineScript

/// Words as texts have them, and what belongs to them.
struct WordTable<Value: Hashable & Sendable>: Hashable, Sendable {
  private let entries: [String: Value]
  /// The most words that one entry has.
  let longestEntry: Int

  /// Makes a table.
  ///
  /// - Parameter entries: values by words, one space between two; in small letters unless their
  ///   capitals matter.
  init(_ entries: [String: Value]) {
    self.entries = entries
    longestEntry = entries.keys.map { $0.split(separator: " ").count }.max() ?? 0
  }

  /// The value for words as a text has them.
  subscript(written: String) -> Value? { entries[written] ?? entries[written.lowercased()] }
}

extension WordTable<SayAs> {
  /// Makes a table of `say as:` entries; of several for the same words the first counts.
  init(_ entries: [SayAs]) {
    self.init(
      Dictionary(entries.map { ($0.written, $0) }, uniquingKeysWith: { first, _ in first }))
  }
}
