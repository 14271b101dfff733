public import CoachErrors
public import CueTimeline
internal import Platform
internal import RoutineScript
package import SourceYAML
public import Speech
public import SpokenText

/// Finds voices by name, with what their language needs.
public struct VoiceCatalog: Sendable {
  /// The voice if neither the listener nor the routine names one.
  public static let standard = "calm"
  /// The voice for a room with a sleeping baby, where the listener names none.
  public static let quiet = "hush"

  /// A voice with all it takes to speak.
  public struct Voice: Sendable {
    /// How it sounds.
    public let profile: VoiceProfile
    /// How its language reads signs and abbreviations.
    public let pronunciation: Pronunciation
    /// What `coach` says of its own accord in its language.
    public let phrases: PhraseCatalogue

    /// The same voice for a room with a sleeping baby.
    package var quiet: Voice {
      Voice(profile: profile.quiet, pronunciation: pronunciation, phrases: phrases)
    }
  }

  private let folders: Folders

  /// Makes a catalog of these folders.
  public init(_ folders: Folders) { self.folders = folders }

  /// The names of all voices, in order.
  public var names: [String] {
    Set(folders.voices.flatMap(RoutineCatalog.names)).sorted()
  }

  /// The names of the voices that speak a language, in order.
  public func names(speaking language: String) -> [String] {
    names.filter { (try? profile(named: $0))?.language == language }
  }

  /// The languages that voices speak, by their tags, in order.
  public var languages: [String] {
    Set(names.compactMap { (try? profile(named: $0))?.language }).sorted()
  }

  /// What a language is called: "Spanish"; its tag if nobody says.
  public func name(ofLanguage language: String) -> String {
    (try? read("phrases", language) { PhraseCatalogue.read($0) })?.languageName ?? "`\(language)`"
  }

  /// The name of the voice that is most like another, and speaks a language: `hush-es`, `calm-es`.
  ///
  /// - Parameters:
  ///   - style: the name of a voice.
  ///   - language: the language's tag.
  /// - Returns: the voice itself if it speaks the language; else its counterpart, else that of the
  ///   usual voice, else any.
  /// - Throws: if no voice speaks the language.
  public func name(like style: String, speaking language: String) throws(CoachError) -> String {
    var likely = [style]
    for style in [style, Self.standard] {
      // `calm-es` is calm in Spanish.
      let base = TranslatedVoice(style)?.style ?? style
      likely += ["\(base)-\(language)", base]
    }
    let names = names
    for name in likely.filter(names.contains) + names
    where (try? profile(named: name))?.language == language {
      return name
    }
    let nearest = Suggestion.nearest(to: language, among: languages)
    let known = languages.map { "\(name(ofLanguage: $0)) (`\($0)`)" }
    throw CoachError(
      "No voice speaks `\(language)`\(nearest == nil ? "." : Suggestion.clause(nearest))",
      advice: "There are voices for \(known.joined(separator: ", ")).")
  }

  /// A voice by its name.
  public func voice(named name: String) throws(CoachError) -> Voice {
    try voice(of: try profile(named: name))
  }

  /// A voice that sounds so, with what its language needs.
  package func voice(of profile: VoiceProfile) throws(CoachError) -> Voice {
    let language = profile.language
    let phrases = try read("phrases", language) { PhraseCatalogue.read($0) }
    let pronunciation = try read("pronunciation", language) { Pronunciation.parse($0) }
    return Voice(
      profile: profile, pronunciation: pronunciation, phrases: phrases.counting(by: pronunciation))
  }

  /// How a voice sounds, without what its language needs.
  public func profile(named name: String) throws(CoachError) -> VoiceProfile {
    let file = names.contains(name) ? path("\(name).yaml") : nil
    guard let file else {
      throw .unknown(
        "voice", name, among: names, advice: "`coach voices` shows those there are.")
    }
    for folder in variants(of: file) { folders.notes?.add(folder) }
    let profile = try parse(file) { source in self.profile(in: source) }
    if let variant = profile.variant { folders.notes?.add(variant) }
    return profile
  }

  /// How a voice sounds by its file, wherever that lies.
  ///
  /// - Parameter source: the file.
  /// - Returns: the profile, `nil` if it cannot be used, and everything found in the text.
  package func profile(in source: SourceText) -> (VoiceProfile?, [Diagnostic]) {
    let name = source.name.stem
    return VoiceProfile.parse(source, name: name, variantFolders: variants(of: source.name))
  }

  /// What is wrong with a file that voices are made of, as far as its text tells; nothing with a
  /// routine.
  package func findings(in source: SourceText, _ kind: FileKind) -> [Diagnostic] {
    switch kind {
    case .routine: []
    case .voice: profile(in: source).1
    case .phrases: PhraseCatalogue.read(source).1
    case .pronunciation: Pronunciation.parse(source).diagnostics
    }
  }

  /// Where the variants of a voice's file are looked up.
  private func variants(of file: String) -> [String] {
    ([file.folder] + folders.voices).map { $0 + "/variants" }
  }

  /// The set phrases of a voice's language.
  package func phrases(of name: String) throws(CoachError) -> PhraseCatalogue {
    try read("phrases", try profile(named: name).language) { PhraseCatalogue.read($0) }
  }

  /// The name of a voice that has its language in it: `calm-es`.
  private struct TranslatedVoice {
    let style: String

    init?(_ name: String) {
      let parts = name.split(separator: "-", maxSplits: 1)
      guard parts.count == 2, LanguageTag.isTag(parts[1]) else { return nil }
      style = String(parts[0])
    }
  }

  private func read<Value>(
    _ kind: String, _ language: String, _ parse: (SourceText) -> (Value?, [Diagnostic])
  ) throws(CoachError) -> Value {
    guard let file = path("\(kind)/\(language).yaml") else {
      throw CoachError(
        "The language `\(language)` has no \(kind) file.",
        advice:
          "Write \(folders.user)/voices/\(kind)/\(language).yaml; the English one is a model.")
    }
    return try self.parse(file, parse)
  }

  private func parse<Value>(
    _ file: String, _ parse: (SourceText) -> (Value?, [Diagnostic])
  ) throws(CoachError) -> Value {
    let (value, diagnostics) = parse(try TextFile.read(file, name: file))
    guard let value else { throw .findings(diagnostics) }
    return value
  }

  /// The first file of a name, the user's before the built-in one.
  private func path(_ name: String) -> String? {
    folders.voices.map { "\($0)/\(name)" }.first { path in
      folders.notes?.add(path)
      return FileSystem.exists(path)
    }
  }
}
