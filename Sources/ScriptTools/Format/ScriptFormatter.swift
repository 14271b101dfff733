internal import RoutineScript
public import SourceYAML

/// Puts a script into standard form: the same values and comments, always written alike.
///
/// It knows nothing of what a script means except the order of a routine's keys, and formats voices,
/// phrases and translations as well.
public enum ScriptFormatter {
  /// What came of a text.
  public enum Outcome: Sendable {
    /// The text in standard form.
    case formatted(String)
    /// Why it has to be left as it is.
    case refused([Diagnostic])
  }

  /// Formats a text.
  ///
  /// Every value stays what it is, and every comment stays with what it is about. A text for
  /// which that is not possible is refused. Formatting the outcome changes nothing.
  ///
  /// - Parameter source: the text.
  /// - Returns: the text in standard form, or what prevents it.
  public static func format(_ source: SourceText) -> Outcome {
    let findings = DiagnosticCollector()
    guard YAMLReader.read(source, .routine, into: findings) != nil, !findings.hasErrors else {
      return .refused(findings.sorted)
    }
    do throws(FormatRefusal) {
      var script = try WrittenScriptReader.read(source)
      script.arrange()
      let text = FormattedScript.text(of: script)
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

  /// Reads what was written, and refuses it if anything has changed.
  private static func check(_ text: String, against script: WrittenScript) throws(FormatRefusal) {
    let written = SourceText(name: "", text: text)
    let findings = DiagnosticCollector()
    let tree = YAMLReader.read(written, .routine, into: findings)
    if let finding = findings.diagnostics.first(where: { $0.id == .tooLarge }) {
      throw FormatRefusal(
        SourcePosition(line: 1, column: 1), "once formatted, \(finding.message)",
        remedy: finding.remedy ?? "")
    }
    guard let tree, !findings.hasErrors, script.root.value.reads(as: tree),
      let comments = try? WrittenScriptReader.read(written).comments,
      comments.elementsEqual(
        script.comments, by: { $0.tidyComment.isIdentical(to: $1.tidyComment) })
    else {
      throw FormatRefusal(
        SourcePosition(line: 1, column: 1),
        "once formatted, this would not read the same, so it is left as it is",
        remedy: "this is a mistake in coach: please report it with the file")
    }
  }
}
