public import Catalog
public import CoachErrors
internal import CueTimeline
internal import RoutineScript
public import SourceYAML
internal import Speech

/// What is wrong with a file that voices are made of: how one sounds, or what its language needs.
public struct VoiceFileCheck: Sendable {
  /// Every finding, those about other files it needs included.
  public let diagnostics: [Diagnostic]

  /// Checks a file; a voice is also started, since only the engine knows its languages.
  ///
  /// - Parameters:
  ///   - source: the file.
  ///   - kind: what it is for.
  ///   - folders: where voices are kept.
  /// - Throws: if the engine itself cannot be started.
  public init(
    _ source: SourceText, _ kind: FileKind, in folders: Folders
  ) throws(CoachError) {
    let catalog = VoiceCatalog(folders)
    diagnostics =
      kind == .voice
      ? try Self.voice(source, in: catalog) : catalog.findings(in: source, kind)
  }

  private static func voice(
    _ source: SourceText, in catalog: VoiceCatalog
  ) throws(CoachError) -> [Diagnostic] {
    let (profile, found) = catalog.profile(in: source)
    guard let profile else { return found }
    let voice: VoiceCatalog.Voice
    do throws(CoachError) {
      voice = try catalog.voice(of: profile)
    } catch {
      guard error.findings.isEmpty else { return found + error.findings }
      return found
        + [source.finding(.unknownVoice, error.clause, at: "language", remedy: error.remedy)]
    }
    do throws(CoachError) {
      _ = try Preparation.speaker(voice, sayAs: [])
    } catch {
      guard error.findings.isEmpty else { return found + error.findings }
      guard let finding = source.finding(error) else { throw error }
      return found + [finding]
    }
    return found
  }
}

extension SourceText {
  /// Why the engine does not take a voice, at what it does not take; `nil` if that is nothing in
  /// the voice's file.
  fileprivate func finding(_ error: CoachError) -> Diagnostic? {
    let message = error.clause
    let remedy = error.remedy
    return switch error.code {
    case .unknownLanguage: finding(.badWord, message, at: "accent", "language", remedy: remedy)
    case .unusableVariant: finding(.badWord, message, at: "variant", remedy: remedy)
    case .unusableCalibration: finding(.cannotSpeak, message, at: "language", remedy: remedy)
    default: nil
    }
  }

  /// A finding at the value of the first of some keys that is there.
  fileprivate func finding(
    _ id: DiagnosticID, _ message: String, at keys: String..., remedy: String
  ) -> Diagnostic {
    let findings = DiagnosticCollector()
    let context = PlainContext(
      source: self, findings: findings, vocabulary: VoiceProfile.vocabulary)
    let reader = YAMLReader.read(self, context.vocabulary, into: findings).flatMap {
      MappingReader($0, "a voice", in: context)
    }
    let start = SourcePosition(line: 1, column: 1)
    let span =
      reader.flatMap { reader in keys.lazy.compactMap { reader.entry($0)?.value.span }.first }
      ?? SourceSpan(file: name, start: start, end: start)
    return Diagnostic(
      .error, id, message, at: span, sourceLine: line(span.start.line), remedy: remedy)
  }
}
