internal import CoachErrors
internal import CueTimeline
internal import FoundationEssentials
internal import Preparation
internal import RoutineScript
internal import SourceYAML

/// Findings as data, for programs: `--format json`.
struct FindingRecords {
  private let files: [CheckedFile]

  init(_ files: [CheckedFile]) { self.files = files }

  private struct Document: Encodable {
    let files: [File]
  }

  private struct File: Encodable {
    let file: String
    let findings: [Finding]
    let lengths: [Length]
  }

  private struct Finding: Encodable {
    let id: String
    let severity: String
    let message: String
    let file: String
    let line: Int
    let column: Int
    let endLine: Int
    let endColumn: Int
    let remedy: String?
    let correction: String?

    init(_ finding: Diagnostic) {
      id = finding.id.name
      severity = finding.severity.rawValue
      message = finding.message
      file = finding.span.file
      line = finding.span.start.line
      column = finding.span.start.column
      endLine = finding.span.end.line
      endColumn = finding.span.end.column
      remedy = finding.remedy
      correction = finding.correction
    }
  }

  private struct Length: Encodable {
    let language: String?
    let level: String?
    let withBaby: Bool
    let seconds: Double

    init(_ length: CheckedFile.Length) {
      language = length.language
      level = length.level?.rawValue
      withBaby = length.withBaby
      seconds = ((length.duration / .milliseconds(1)).rounded()) / 1000
    }
  }

  /// One object with `files`; lines and columns count from 1, columns in Unicode code points, ends
  /// are the first that is not in it.
  var json: String {
    JSONText.encode(
      Document(
        files: files.map { file in
          File(
            file: file.name, findings: file.findings.map(Finding.init),
            lengths: file.lengths.map(Length.init))
        }))
  }
}

/// JSON as it is printed: readable, and the same every time.
enum JSONText {
  static func encode(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Numbers and texts can always be encoded.
    guard let data = try? encoder.encode(value) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }
}
