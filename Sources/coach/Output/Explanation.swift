internal import Catalog
internal import CoachErrors
internal import RoutineScript
internal import ScriptTools
internal import SourceYAML

/// What a finding is about, at length, as text for a terminal.
struct Explanation {
  /// The columns of a line; examples are as wide as they are.
  private static let width = 80

  let id: DiagnosticID

  /// The finding of a name, as findings have it in brackets.
  ///
  /// - Throws: there is none.
  init(of name: String) throws(CoachError) {
    guard let id = DiagnosticID(name: name) else {
      throw .unknown(
        "finding", name, among: DiagnosticID.allCases.map(\.name), .other,
        advice: "A finding's name is in brackets after its message, as in `[unknown-key]`.")
    }
    self.id = id
  }

  var text: String {
    var lines = [id.name, ""]
    var paragraph: [Substring] = []
    var isExample = false
    for line in id.explanation.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isExample.toggle()
      } else if isExample {
        lines.append(line.isEmpty ? "" : "    " + line)
      } else if line.isEmpty {
        lines += Self.filled(paragraph) + [""]
        paragraph = []
      } else {
        paragraph += line.replacing("**", with: "").split(separator: " ")
      }
    }
    return (lines + Self.filled(paragraph)).joined(separator: "\n")
  }

  /// Words in lines.
  private static func filled(_ words: [Substring]) -> [String] {
    var lines: [String] = []
    for word in words {
      let last = lines.last ?? ""
      if !lines.isEmpty, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
