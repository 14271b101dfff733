internal import CoachErrors
internal import Preparation
internal import RoutineScript
internal import ScriptTools
internal import SourceYAML

/// Findings as code hosts and editors read them: SARIF, the Static Analysis Results Interchange
/// Format, version 2.1.0 (OASIS standard of 27 March 2020).
struct StaticAnalysisLog: Encodable {
  let schema = "https://json.schemastore.org/sarif-2.1.0.json"
  let version = "2.1.0"
  let runs: [Run]

  private enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version
    case runs
  }

  init(_ files: [CheckedFile]) {
    let findings = files.flatMap(\.findings)
    let ids = DiagnosticID.allCases.filter { id in findings.contains { $0.id == id } }
    runs = [
      Run(
        tool: Tool(
          driver: Driver(
            name: "coach", version: Coach.version,
            rules: ids.map(Rule.init))),
        results: findings.map { finding in
          Result(finding, rule: ids.firstIndex(of: finding.id) ?? 0)
        })
    ]
  }

  struct Run: Encodable {
    let tool: Tool
    /// What our columns count.
    let columnKind = "unicodeCodePoints"
    let results: [Result]
  }

  struct Tool: Encodable {
    let driver: Driver
  }

  struct Driver: Encodable {
    let name: String
    let version: String
    let rules: [Rule]
  }

  struct Rule: Encodable {
    let id: String
    let shortDescription: Text
    let help: Help

    init(_ finding: DiagnosticID) {
      id = finding.name
      shortDescription = Text(finding.summary)
      help = Help(text: finding.explanation, markdown: finding.explanation)
    }
  }

  /// What code hosts show of a rule to whoever wants to know more.
  struct Help: Encodable {
    let text: String
    let markdown: String
  }

  struct Text: Encodable {
    let text: String
    init(_ text: String) { self.text = text }
  }

  struct Result: Encodable {
    let ruleId: String
    let ruleIndex: Int
    let level: String
    let message: Text
    let locations: [Location]
    let fixes: [Fix]?

    init(_ finding: Diagnostic, rule: Int) {
      ruleId = finding.id.name
      ruleIndex = rule
      level = finding.severity.rawValue
      let end = finding.message.hasSuffix("?") ? "" : "."
      message = Text(finding.message + end + (finding.remedy.map { " To fix it, \($0)." } ?? ""))
      let file = File(uri: Self.reference(to: finding.span.file))
      locations = [
        Location(physicalLocation: Place(artifactLocation: file, region: Region(finding.span)))
      ]
      fixes = finding.correction.map { text in
        let replacement = Replacement(
          deletedRegion: Region(finding.span), insertedContent: Text(text))
        return [
          Fix(
            description: Text(finding.remedy ?? "write \(text)"),
            artifactChanges: [Change(artifactLocation: file, replacements: [replacement])])
        ]
      }
    }

    /// A path as a relative or absolute URI reference (RFC 3986).
    private static func reference(to path: String) -> String {
      // From the root on, code hosts want to know that it is a file.
      (path.hasPrefix("/") ? "file://" : "")
        + path.utf8.map(escaped).joined()
    }

    /// A byte of a path as it stands in a URI: characters that mean nothing there as they are, and a
    /// slash, all others as their number (RFC 3986, section 2.1).
    private static func escaped(_ byte: UInt8) -> String {
      switch Unicode.Scalar(byte) {
      case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~", "!", "$", "&", "'", "(", ")", "*",
        "+", ",", "=", ":", "@", "/":
        return String(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        return "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
  }

  struct Location: Encodable {
    let physicalLocation: Place
  }

  struct Place: Encodable {
    let artifactLocation: File
    let region: Region
  }

  struct File: Encodable {
    let uri: String
  }

  struct Region: Encodable {
    let startLine: Int
    let startColumn: Int
    let endLine: Int
    let endColumn: Int

    init(_ span: SourceSpan) {
      (startLine, startColumn) = (span.start.line, span.start.column)
      (endLine, endColumn) = (span.end.line, span.end.column)
    }
  }

  struct Fix: Encodable {
    let description: Text
    let artifactChanges: [Change]
  }

  struct Change: Encodable {
    let artifactLocation: File
    let replacements: [Replacement]
  }

  struct Replacement: Encodable {
    let deletedRegion: Region
    let insertedContent: Text
  }
}
