internal import RoutineScript
public import SourceYAML

extension DiagnosticID {
  /// What the finding is about at length, with examples: its entry in the article on findings.
  ///
  /// Markdown, with fenced blocks and nothing else that has to be rendered to be read; its first
  /// paragraph is `summary`. In its examples a comment marks the place of the finding.
  public var explanation: String { Self.entries[self] ?? summary }

  /// The article's entries: what is under a heading that is a finding's name.
  private static let entries: [Self: String] = {
    let article = String(decoding: PackageResources.Findings_md, as: UTF8.self)
    var entries: [Self: [Substring]] = [:]
    var id: Self?
    for line in article.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("## ") || line.hasPrefix("### ") {
        id = Self(name: line.drop { $0 == "#" }.trimmed)
      } else if let id {
        entries[id, default: []].append(line)
      }
    }
    return entries.mapValues { $0.joined(separator: "\n").trimmed }
  }()
}
