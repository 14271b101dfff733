/// What the YAML parser stumbled over, in its own words and places.
struct SyntaxProblem {
  /// What it says.
  let words: String
  /// Where it gave up.
  let place: SourcePosition
  /// What it was reading, and since where; `nil` if it does not say.
  let reading: (words: String, place: SourcePosition)?
}

/// A mistake in YAML as somebody sees it who wrote a note: what is wrong, and what to write.
struct SyntaxFinding {
  /// What is wrong, as one sentence without a full stop.
  let message: String
  let line: Int
  /// Columns from 1; empty for a mere point.
  let columns: Range<Int>
  let remedy: String
  /// What replaces the columns, if only one thing can be meant.
  var correction: String?
  /// Whether the mistake is certainly on the line, so that the rest of the file can be read without
  /// its step.
  var isLocal = true
}
