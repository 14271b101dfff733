internal import CoachErrors
internal import CueTimeline
internal import Foundation
internal import RoutineScript
internal import SourceYAML

/// What `coach check` found in one script.
struct CheckedScript {
  /// One way in which it was laid out.
  struct Length {
    let language: String?
    let level: Level?
    let withBaby: Bool
    let duration: Duration
  }

  /// The script, as the command line names it.
  let name: String
  var findings: [Diagnostic] = []
  var lengths: [Length] = []
}

/// Findings as data, for programs: `--format json`.
struct FindingRecords {
  private let scripts: [CheckedScript]

  init(_ scripts: [CheckedScript]) { self.scripts = scripts }

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

    init(_ length: CheckedScript.Length) {
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
        files: scripts.map { script in
          File(
            file: script.name, findings: script.findings.map(Finding.init),
            lengths: script.lengths.map(Length.init))
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
