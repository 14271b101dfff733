internal import RoutineScript
public import SourceYAML

/// Brings a script into its canonical layout: the same values and comments, always laid out alike.
///
/// It knows nothing of what a script means but the order of a routine's keys, and takes voices, set
/// phrases and translations as well.
public enum ScriptFormatter {
  /// What came of a text.
  public enum Outcome: Sendable {
    /// The text in its layout.
    case formatted(String)
    /// Why it has to be left as it is.
    case refused([Diagnostic])
  }

  /// Lays a text out.
  ///
  /// Every value stays what it is, and every comment stays with what it is about. A text where that
  /// cannot be kept is refused. To lay out the outcome changes nothing.
  ///
  /// - Parameter source: the text.
  /// - Returns: the text in its layout, or what is in its way.
  public static func format(_ source: SourceText) -> Outcome {
    let findings = DiagnosticCollector()
    guard YAMLReader.read(source, .routine, into: findings) != nil, !findings.hasErrors else {
      return .refused(findings.sorted)
    }
    do throws(LayoutRefusal) {
      var script = try WrittenScriptReader.read(source)
      script.arrange()
      let text = ScriptLayout.text(of: script)
      try check(text, against: script)
      return .formatted(text)
    } catch {
      findings.report(
        .cannotFormat, error.message,
        at: SourceSpan(file: source.name, start: error.place, end: error.place), in: source,
        remedy: error.remedy)
      return .refused(findings.sorted)
    }
  }

  /// Reads what was written, and refuses to give it away where anything is not as it was.
  private static func check(_ text: String, against script: WrittenScript) throws(LayoutRefusal) {
    let written = SourceText(name: "", text: text)
    let findings = DiagnosticCollector()
    let tree = YAMLReader.read(written, .routine, into: findings)
    if let finding = findings.diagnostics.first(where: { $0.id == .tooLarge }) {
      throw LayoutRefusal(
        SourcePosition(line: 1, column: 1), "laid out, \(finding.message)",
        remedy: finding.remedy ?? "")
    }
    guard let tree, !findings.hasErrors, script.root.value.reads(as: tree),
      let comments = try? WrittenScriptReader.read(written).comments,
      comments.elementsEqual(
        script.comments, by: { $0.tidyComment.isIdentical(to: $1.tidyComment) })
    else {
      throw LayoutRefusal(
        SourcePosition(line: 1, column: 1),
        "laid out, this would not read the same, and so it is left as it is",
        remedy: "this is a mistake in coach: please report it with the file")
    }
  }
}
