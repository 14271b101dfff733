/// One row of the grammar: all there is to know of a key but what a routine makes of its value.
///
/// The parser, the schema, the formatter, the reference, advice on broken YAML and the library's
/// drafts read these rows, so a key is added in one place.
package struct KeyRow: Sendable {
  /// What the key means, as one sentence.
  package let about: String
  /// What can follow the key.
  package let form: ValueForm
  /// Whether its mapping cannot be without it.
  package let isRequired: Bool
  /// Other words that people write for it: synonyms, and the key in the other languages `coach` speaks.
  package let synonyms: [String]
  /// What the key was called before; it is still read, and `coach format` writes the new name.
  package let formerName: String?

  package init(
    _ about: String, _ form: ValueForm, isRequired: Bool = false, synonyms: [String] = [],
    formerName: String? = nil
  ) {
    self.about = about
    self.form = form
    self.isRequired = isRequired
    self.synonyms = synonyms
    self.formerName = formerName
  }
}

/// What can follow a key.
package enum ValueForm: Sendable {
  /// Any text, shown or spoken; it may go on in the next line.
  case prose
  /// A single value that is a name: of a voice, a routine or a file.
  case name
  /// The tag of a language.
  case language
  /// A text or a list of texts, up to a limit.
  case texts(atMost: Int?)
  /// A name or a list of names, of which there is at least one.
  case names(atMost: Int)
  /// One of a few words.
  case word([String])
  /// One or several of a few words.
  case words([String])
  /// A duration.
  case duration
  /// A duration, or nothing.
  case moment
  /// A duration, or one for each set; of rests, a duration may be nothing.
  case durations(orNone: Bool)
  /// A whole number from 1 to a limit.
  case count(upTo: Int32)
  /// A whole number from 1 to a limit, or one for each set.
  case counts(upTo: Int32)
  /// A duration, named phases with a duration each, or the digits of strength coaches.
  case tempo
  /// The names of sides.
  case sides
  /// How numbers are said.
  case counting
  /// Which times are announced.
  case announcements
  /// What is said while a step goes on.
  case during
  /// Steps.
  case steps
  /// The settings of a routine.
  case settings
  /// How words are said.
  case sayAs
  /// The texts of a translation.
  case translatedTexts
}

/// The keys of one kind of mapping, in the order in which `coach format` writes them.
package protocol GrammarKey: CaseIterable, RawRepresentable<String>, Sendable {
  /// The key's row of the grammar.
  var row: KeyRow { get }
}

extension GrammarKey {
  /// The keys as they are written.
  package static var names: [String] { allCases.map { $0.rawValue } }

  /// The keys that the mapping cannot be without.
  package static var requiredNames: [String] {
    allCases.filter { $0.row.isRequired }.map { $0.rawValue }
  }

  /// The key and what it means.
  package var reference: ScriptReference.Entry {
    ScriptReference.Entry(key: rawValue, about: row.about)
  }

  /// The keys and what they mean.
  package static var reference: [ScriptReference.Entry] { allCases.map { $0.reference } }
}
