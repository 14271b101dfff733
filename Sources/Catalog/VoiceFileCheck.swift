internal import CueTimeline
public import RoutineScript
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
  /// - Throws: where the engine itself cannot be started.
  public init(
    _ source: SourceText, _ kind: FileKind, in folders: Folders
  ) throws(Preparation.Failure) {
    let catalog = VoiceCatalog(folders)
    diagnostics =
      kind == .voice
      ? try Self.voice(source, in: catalog) : catalog.findings(in: source, kind)
  }

  private static func voice(
    _ source: SourceText, in catalog: VoiceCatalog
  ) throws(Preparation.Failure) -> [Diagnostic] {
    let (profile, found) = catalog.profile(in: source)
    guard let profile else { return found }
    let voice: VoiceCatalog.Voice
    do throws(VoiceCatalog.Failure) {
      voice = try catalog.voice(of: profile)
    } catch {
      switch error {
      case .broken(let others): return found + others
      case .missing(let missing):
        return found
          + [
            source.finding(
              .unknownVoice, missing.message, at: "language", remedy: missing.advice)
          ]
      }
    }
    do throws(Preparation.Failure) {
      _ = try Preparation.speaker(voice, Preparation.Choices(), sayAs: [])
    } catch {
      switch error {
      case .findings(let findings): return found + findings
      case .speech(let problem):
        guard let finding = source.finding(problem) else { throw error }
        return found + [finding]
      default: throw error
      }
    }
    return found
  }
}

extension SourceText {
  /// Why the engine does not take a voice, at what it does not take; `nil` where that is nothing in
  /// the voice's file.
  fileprivate func finding(_ problem: SpeechSetupError) -> Diagnostic? {
    switch problem.reason {
    case .unknownLanguage(let name):
      finding(
        .badWord, "eSpeak NG has no voice for `\(name)`", at: "accent", "language",
        remedy: "write one of those that `espeak-ng --voices` lists")
    case .variantUnusable(let path, _):
      finding(
        .badWord, "\(path) is no variant that eSpeak NG can use", at: "variant",
        remedy: "name another, or leave the line out")
    case .calibration(let reason):
      finding(
        .cannotSpeak, "the voice cannot be brought to its loudness: \(reason)", at: "language",
        remedy: "mend `calibration:` in the pronunciation file of this language")
    default: nil
    }
  }

  /// A finding at the value of the first of some keys that is there.
  fileprivate func finding(
    _ id: DiagnosticID, _ message: String, at keys: String..., remedy: String
  ) -> Diagnostic {
    let findings = DiagnosticCollector()
    let reader = YAMLReader.read(self, into: findings).flatMap {
      MappingReader($0, "a voice", in: ScriptContext(source: self, findings: findings))
    }
    let start = SourcePosition(line: 1, column: 1)
    let span =
      reader.flatMap { reader in keys.lazy.compactMap { reader.entry($0)?.value.span }.first }
      ?? SourceSpan(file: name, start: start, end: start)
    return Diagnostic(
      .error, id, message, at: span, sourceLine: line(span.start.line), remedy: remedy)
  }
}
