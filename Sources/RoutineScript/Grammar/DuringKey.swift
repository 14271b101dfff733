/// The keys of an entry under `during`: one of the times, and what is said.
package enum DuringKey: String, GrammarKey {
  case at
  case every
  case say

  package var row: KeyRow {
    switch self {
    case .at: KeyRow("How long after the start it is said.", .duration)
    case .every: KeyRow("After how long it is said, again and again.", .duration)
    case .say: KeyRow("What is said.", .prose, isRequired: true)
    }
  }

  /// The keys as they are written, listed once for all entries.
  package static let names = allCases.map(\.rawValue)

  /// The keys that say when; an entry has one of them.
  package static let times: [DuringKey] = [.at, .every]
}
