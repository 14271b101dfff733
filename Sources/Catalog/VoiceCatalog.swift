public import CueTimeline
internal import Foundation
public import RoutineScript
public import Speech

/// Finds voices by name, with what their language needs.
public struct VoiceCatalog: Sendable {
  /// The voice where neither the listener nor the routine names one.
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
  }

  /// Why there is no voice.
  public enum Failure: Error {
    /// There is none, or its file cannot be read.
    case missing(CatalogError)
    /// Its file, or one of its language, is broken.
    case broken([Diagnostic])
  }

  private let folders: Folders

  /// Makes a catalog of these folders.
  public init(_ folders: Folders) { self.folders = folders }

  /// The names of all voices, in order.
  public var names: [String] {
    Set(folders.voices.flatMap(RoutineCatalog.names)).sorted()
  }

  /// A voice by its name.
  public func voice(named name: String) throws(Failure) -> Voice {
    let profile = try profile(named: name)
    let language = profile.language
    let phrases = try read("phrases", language) { PhraseCatalogue.read($0) }
    let pronunciation = try read("pronunciation", language) { Pronunciation.parse($0) }
    return Voice(profile: profile, pronunciation: pronunciation, phrases: phrases)
  }

  /// How a voice sounds, without what its language needs.
  public func profile(named name: String) throws(Failure) -> VoiceProfile {
    let file = names.contains(name) ? path("\(name).yaml") : nil
    guard let file else {
      let nearest = Suggestion.nearest(to: name, among: names)
      throw .missing(
        CatalogError(
          "there is no voice `\(name)`" + Suggestion.clause(nearest),
          advice: "`coach voices` shows those there are"))
    }
    let folder = (file as NSString).deletingLastPathComponent
    let variants = [folder + "/variants"] + folders.voices.map { $0 + "/variants" }
    return try parse(file) {
      VoiceProfile.parse($0, name: name, variantFolders: variants)
    }
  }

  /// The set phrases of a voice's language.
  func phrases(of name: String) throws(Failure) -> PhraseCatalogue {
    try read("phrases", try profile(named: name).language) { PhraseCatalogue.read($0) }
  }

  private func read<Value>(
    _ kind: String, _ language: String, _ parse: (SourceText) -> (Value?, [Diagnostic])
  ) throws(Failure) -> Value {
    guard let file = path("\(kind)/\(language).yaml") else {
      throw .missing(
        CatalogError(
          "the language `\(language)` has no \(kind) file",
          advice:
            "write \(folders.user)/voices/\(kind)/\(language).yaml; the English one is a model"))
    }
    return try self.parse(file, parse)
  }

  private func parse<Value>(
    _ file: String, _ parse: (SourceText) -> (Value?, [Diagnostic])
  ) throws(Failure) -> Value {
    let source: SourceText
    do throws(CatalogError) {
      source = try TextFile.read(file, name: file)
    } catch {
      throw .missing(error)
    }
    let (value, diagnostics) = parse(source)
    guard let value else { throw .broken(diagnostics) }
    return value
  }

  /// The first file of a name, the user's before the built-in one.
  private func path(_ name: String) -> String? {
    folders.voices.map { "\($0)/\(name)" }.first { FileManager.default.fileExists(atPath: $0) }
  }
}
