public import RoutineScript

/// Why a routine or a voice cannot be had.
public struct CatalogError: Error, Hashable, Sendable {
  /// What happened and where, as one sentence without a full stop.
  public let message: String
  /// What to do next.
  public let advice: String
  /// Where in the file; `nil` where it is none, or all of it.
  public let place: SourcePosition?

  /// Makes an error.
  public init(_ message: String, advice: String, at place: SourcePosition? = nil) {
    self.message = message
    self.advice = advice
    self.place = place
  }

  /// The error as a finding about a file, so that lists of findings leave nothing out.
  public func finding(in file: String) -> Diagnostic {
    let start = place ?? SourcePosition(line: 1, column: 1)
    return Diagnostic(
      .error, .unreadable, message, at: SourceSpan(file: file, start: start, end: start),
      sourceLine: "", remedy: advice)
  }
}
