package import CoachErrors
internal import RoutineScript
internal import SourceYAML

extension CoachError {
  /// Why a routine, a voice or a file cannot be found, read or written.
  init(_ message: String, advice: String) { self.init(.missing, message, advice: advice) }

  /// The same about a place in a file.
  init(_ message: String, advice: String, in file: String, at place: SourcePosition) {
    let error = CoachError(message, advice: advice)
    let finding = Diagnostic(
      .error, .unreadable, error.clause, at: SourceSpan(file: file, start: place, end: place),
      sourceLine: "", remedy: error.remedy)
    self.init(error.code, message, advice: advice, findings: [finding])
  }

  /// Nothing of a kind has this name.
  ///
  /// - Parameters:
  ///   - kind: what is missing: `voice`.
  ///   - name: what it was called.
  ///   - names: what there is; the nearest is suggested.
  ///   - code: what kind of failure it is.
  ///   - advice: what to do next, in whole sentences.
  /// - Returns: the error.
  package static func unknown(
    _ kind: String, _ name: String, among names: [String], _ code: Code = .missing, advice: String
  ) -> CoachError {
    let nearest = Suggestion.nearest(to: name, among: names)
    return CoachError(
      code, "There is no \(kind) `\(name)`\(nearest == nil ? "." : Suggestion.clause(nearest))",
      advice: advice)
  }
}
