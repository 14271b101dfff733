/// The keys of an entry under `during`: one of the times, and what is said or rung.
package enum DuringKey: String, GrammarKey {
  case at
  case every
  case say
  case chime

  package var row: KeyRow {
    switch self {
    case .at: KeyRow("How long after the start it is said.", .moment)
    case .every: KeyRow("After how long it is said, again and again.", .duration)
    case .say: KeyRow("What is said.", .prose)
    case .chime:
      KeyRow(
        "A bell instead of words, on its second: `low`, `high` or `end`.",
        .word(Bell.allCases.map(\.rawValue)))
    }
  }

  /// The keys as they are written, listed once for all entries.
  package static let names = allCases.map(\.rawValue)

  /// The keys that say when; an entry has one of them.
  package static let times: [DuringKey] = [.at, .every]
  /// The keys that say what; an entry has one of them.
  package static let sounds: [DuringKey] = [.say, .chime]
}
