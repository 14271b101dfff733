public import SourceYAML

/// Turns a script into a routine, and reports everything that is wrong with it at once.
public struct RoutineParser {
  /// What came of a script.
  public struct Outcome: Sendable {
    /// The routine; `nil` if a finding is an error.
    public let routine: Routine?
    /// Every finding, in the order of the text.
    public let diagnostics: [Diagnostic]
    /// The languages that the script and those it includes are written in, by their tags.
    public let languages: Set<String>
    /// How far the script and those it includes are translated, in the order they were read; none
    /// if no other language was asked for.
    public let translations: [ScriptTranslation]
    /// Texts without a translation and translations without a text: warnings apart from
    /// `diagnostics`, since a listener wants one report of them all.
    public let untranslated: [Diagnostic]
    /// The texts that are said, in the order they were read.
    package let said: [SaidText]
  }

  /// Finds the script that an `include` names, as seen from another script.
  ///
  /// Throws if the name leads nowhere, or to something unusable.
  public typealias IncludeResolver =
    (_ name: String, _ from: SourceText) throws(IncludeFailure) -> SourceText

  /// Why an `include` cannot be followed.
  public struct IncludeFailure: Error {
    /// What is wrong, as one sentence without a full stop.
    public let message: String
    /// What to write instead.
    public let remedy: String

    public init(_ message: String, remedy: String) {
      self.message = message
      self.remedy = remedy
    }
  }

  /// Finds the texts of a script in another language.
  ///
  /// Throws if there is a file that is unusable.
  public typealias TranslationResolver =
    (_ source: SourceText, _ language: String) throws(IncludeFailure) -> TranslationFile

  private let overrides: [String: String]
  private let level: Level?
  private let resolve: IncludeResolver
  private let language: String?
  private let translate: TranslationResolver

  /// Makes a parser.
  ///
  /// - Parameters:
  ///   - overrides: values for settings, as the listener wrote them, by name.
  ///   - level: which values are taken if a setting has one for each level; `nil` if the
  ///     listener does not say.
  ///   - language: the listener's language, by its tag; `nil` for the script's own.
  ///   - includes: finds other scripts by name.
  ///   - translations: finds the texts of scripts in that language.
  public init(
    overrides: [String: String] = [:], level: Level? = nil, language: String? = nil,
    includes: @escaping IncludeResolver = { name, _ throws(IncludeFailure) in
      throw IncludeFailure("there is no routine `\(name)` here", remedy: "remove the `include`")
    },
    translations: @escaping TranslationResolver = { source, language in
      TranslationFile(name: "\(source.name).\(language).yaml", source: nil)
    }
  ) {
    self.overrides = overrides
    self.level = level
    self.language = language
    translate = translations
    resolve = includes
  }

  /// Parses a script.
  ///
  /// Never throws and never traps, whatever the text: what is wrong becomes a finding. Time and
  /// memory are bounded by the text's length and the limits in `ScriptLimits`.
  ///
  /// - Parameters:
  ///   - source: the script's text.
  ///   - trees: what is known of scripts that were parsed before.
  /// - Returns: the routine, or why there is none.
  public func parse(_ source: SourceText, trees: ScriptTrees = ScriptTrees()) -> Outcome {
    let findings = DiagnosticCollector()
    let lookup = TranslationLookup(language: language, resolve: translate)
    var chain = IncludeChain(
      resolve: resolve, overrides: overrides, level: level, lookup: lookup, trees: trees)
    let routine = Self.read(source, chain: &chain, into: findings)
    if let routine { SafetyLimits.check(routine, into: findings) }
    return Outcome(
      routine: findings.hasErrors ? nil : routine, diagnostics: findings.sorted,
      languages: lookup.languages, translations: lookup.translations,
      untranslated: lookup.findings.sorted, said: lookup.said.texts)
  }

  static func read(
    _ source: SourceText, chain: inout IncludeChain, into findings: DiagnosticCollector
  ) -> Routine? {
    guard let root = chain.trees.tree(of: source, into: findings) else { return nil }
    let bare = ScriptContext(source: source, findings: findings)
    if case .list(_, let span) = root {
      bare.report(
        .wrongShape, "a routine has a title, and this is a list without one", at: span,
        remedy: "write `title: …` above it, and under that `steps:`")
      return nil
    }
    guard let written = MappingReader(root, "a routine", in: bare) else { return nil }
    guard !TranslationReader.rejectTranslation(written) else { return nil }
    let bareReader = written.rejectingKeys(otherThan: RoutineKey.names, what: "a routine")

    let levels = LevelsReader(context: bare).levels(bareReader.entry(RoutineKey.levels))
    let level = chain.level.flatMap { levels.contains($0) ? $0 : nil } ?? levels.standard
    let settings = SettingsTable.read(
      bareReader.entry(RoutineKey.settings).flatMap {
        MappingReader($0.value, "`settings`", in: bare)
      },
      overrides: chain.overrides, level: level, of: levels, in: bare)
    chain.note(settings, levels, areOwn: bareReader.has(RoutineKey.levels))
    if chain.isOutermost { chain.rejectUnknownOverrides(settings, in: bare, at: bareReader.span) }
    let language = LanguageTag.read(RoutineKey.language, of: bareReader)
    let translation = chain.lookup.translation(
      of: source, in: language ?? Routine.usualLanguage, into: findings)
    // Read in any language, so that a script's findings do not depend on the listener's.
    let sayAs = SayAsReader.read(bareReader)
    chain.lookup.note(translation?.sayAs ?? sayAs, into: findings)
    let context = ScriptContext(
      source: source, findings: findings, settings: settings, translation: translation,
      levels: levels, level: level, said: chain.lookup.said)
    let reader = MappingReader(bareReader, in: context)

    _ = reader.required(RoutineKey.title, remedy: "add a first line `title: What it is called`")
    let title = reader.translatedText(RoutineKey.title)
    let steps = reader.required(
      "steps", remedy: "add `steps:` and under it lines that start with `- say:` or `- reps:`"
    ).flatMap { entry -> [Step]? in
      StepParser(context: context).steps(entry.value, of: RoutineKey.steps.rawValue, chain: &chain)
    }
    if chain.isOutermost { chain.rejectUnknownLevel(in: bare, at: bareReader.span) }
    let request = { (key: RoutineKey, name: String?) in
      reader.scalar(key).flatMap { scalar in
        name.map {
          Routine.Request(
            name: $0, span: scalar.span, sourceLine: source.line(scalar.span.start.line))
        }
      }
    }
    let routine = Routine(
      title: title ?? "", about: reader.translatedText(RoutineKey.about),
      audience: reader.texts(RoutineKey.audience),
      needs: reader.translatedTexts(RoutineKey.needs),
      part: reader.word(RoutineKey.part, as: Routine.Part.self),
      source: reader.text(RoutineKey.source), voice: request(.voice, reader.text(RoutineKey.voice)),
      language: request(.language, language), settings: settings.settings,
      hasLevels: chain.hasLevels, levels: chain.levels, sayAs: chain.lookup.sayAs,
      steps: steps ?? [],
      file: source.name)
    // A step that is not YAML is left out, and what is in it is not known.
    let isWhole = !findings.diagnostics.contains {
      $0.id == .syntax && $0.correction == nil && $0.span.file == source.name
    }
    if isWhole { settings.reportUnused(in: context) }
    if let translation {
      chain.lookup.finish(translation, of: source, isWhole: isWhole && steps != nil)
    }
    return routine
  }
}
