public import CoachErrors
internal import RoutineScript
internal import SourceYAML

/// Why a routine, a voice or a file cannot be found, read or written.
public typealias CatalogError = CoachError

extension CoachError {
  /// Why a routine, a voice or a file cannot be found, read or written.
  init(_ message: String, advice: String) { self.init(.missing, message, advice: advice) }

  /// The same about a place in a file.
  init(_ message: String, advice: String, in file: String, at place: SourcePosition) {
    let span = SourceSpan(file: file, start: place, end: place)
    let finding = Diagnostic(.error, .unreadable, message, at: span, sourceLine: "", remedy: advice)
    self.init(.missing, message, advice: advice, findings: [finding])
  }
}
