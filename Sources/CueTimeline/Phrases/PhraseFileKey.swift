internal import RoutineScript
internal import SourceYAML
internal import SpokenText

/// A key at the top of a phrase file.
///
/// `all` is the one table of them, which the reader is made from.
struct PhraseFileKey: Sendable {
  let name: String
  let isRequired: Bool
  /// Puts its value from a file into a catalogue; reports a value that is wrong.
  let read: @Sendable (PlainReader, inout PhraseCatalogue) -> Void

  private init(
    _ name: String, isRequired: Bool = true,
    read: @escaping @Sendable (PlainReader, inout PhraseCatalogue) -> Void
  ) {
    self.name = name
    self.isRequired = isRequired
    self.read = read
  }

  /// A key with keys of its own under it.
  private static func section(
    _ name: String, read: @escaping @Sendable (PlainReader, inout PhraseCatalogue) -> Void
  ) -> PhraseFileKey {
    PhraseFileKey(name) { file, catalogue in
      guard let entry = file.entry(name),
        let reader = MappingReader(entry.value, "`\(name)`", in: file.context)
      else { return }
      read(reader, &catalogue)
    }
  }

  /// Every key, in the order in which it is read: `called` needs `language`.
  static let all = [
    PhraseFileKey("language") { $1.language = $0.text("language") ?? "" },
    PhraseFileKey("called", isRequired: false) {
      $1.languageName = $0.text("called") ?? $1.language
    },
    section("plural") { $1.plural = PhraseCatalogue.plural($0) },
    PhraseFileKey("decimal", isRequired: false) {
      $1.decimal = PhraseCatalogue.word("decimal", among: [".", ","], of: $0) ?? "."
    },
    PhraseFileKey("numbers", isRequired: false) { $1.numbers = $0.texts("numbers") },
    section("time") { time, catalogue in
      catalogue.hour = PhraseCatalogue.forms("hour", of: time)
      catalogue.minute = PhraseCatalogue.forms("minute", of: time)
      catalogue.second = PhraseCatalogue.forms("second", of: time)
      catalogue.and = PhraseTemplate(words("and", of: time) ?? "")
    },
    PhraseFileKey("times") { $1.times = PhraseCatalogue.forms("times", of: $0) },
    section("sides") { sides, catalogue in
      for side in Side.ofBody { catalogue.sides[side] = words(side.rawValue, of: sides) }
    },
    section("alternate") { sides, catalogue in
      for side in Side.ofBody { catalogue.sidesInTurn[side] = words(side.rawValue, of: sides) }
    },
    section("tempo") { tempo, catalogue in
      for phase in Repetitions.StandardPhase.allCases {
        catalogue.phases[phase] = words(phase.rawValue, of: tempo)
      }
    },
    section("names") { names, catalogue in
      for kind in PhraseCatalogue.namedKinds {
        catalogue.names[kind] = words(kind.rawValue, of: names)
      }
    },
    section("phrases") { $1.entries = PhraseCatalogue.entries($0) },
    PhraseFileKey("abbreviations") { $1.stops.abbreviations = Set($0.texts("abbreviations")) },
    PhraseFileKey("abbreviations before numbers", isRequired: false) {
      $1.stops.beforeNumbers = Set($0.texts("abbreviations before numbers"))
    },
    PhraseFileKey("ordinals", isRequired: false) { file, catalogue in
      guard let entry = file.entry("ordinals"),
        let reader = MappingReader(entry.value, "`ordinals`", in: file.context)?
          .rejectingKeys(otherThan: ["after", "before"], what: "`ordinals`")
      else { return }
      catalogue.stops.beforeOrdinals = Set(reader.texts("after").map { $0.lowercased() })
      catalogue.stops.afterOrdinals = Set(reader.texts("before").map { $0.lowercased() })
    },
    PhraseFileKey("disclaimers") {
      $1.disclaimers = $0.texts("disclaimers").map { $0.lowercased() }
    },
    PhraseFileKey("reminders") { file, catalogue in
      catalogue.reminders = file.texts("reminders")
      guard let entry = file.entry("reminders"), case .list(let items, _) = entry.value,
        items.isEmpty
      else { return }
      file.context.report(
        .missingKey, "`reminders` is empty", at: entry.key.span,
        remedy: "write a list: `- Think tall.`")
    },
  ]

  /// The words under a key that must be there.
  private static func words(_ key: String, of reader: PlainReader) -> String? {
    _ = reader.required(key, remedy: "write `\(key): …`")
    return reader.text(key)
  }
}
