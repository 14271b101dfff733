internal import SourceYAML

/// What of scripts is the same however often they are parsed, for every level, say: their trees, and
/// the steps that refer to no setting.
public final class ScriptTrees {
  private struct Tree {
    let text: String
    let root: SourceNode?
    let findings: [Diagnostic]
  }

  private var known: [String: Tree] = [:]
  private var steps: [SourceSpan: (step: Step, written: Int)] = [:]

  /// Begins without any.
  public init() {}

  /// A text's tree; `nil` if there is none, and a finding says why.
  func tree(of source: SourceText, into findings: DiagnosticCollector) -> SourceNode? {
    let tree = known[source.identity].flatMap { $0.text == source.text ? $0 : nil } ?? read(source)
    for finding in tree.findings { findings.report(finding) }
    return tree.root
  }

  /// The step that is written at a place, and how many steps are written inside it.
  func step(at place: SourceSpan) -> (step: Step, written: Int)? { steps[place] }

  /// Keeps a step that is the same whatever the settings are.
  func keep(_ step: Step, at place: SourceSpan, written: Int) { steps[place] = (step, written) }

  private func read(_ source: SourceText) -> Tree {
    let findings = DiagnosticCollector()
    let root = YAMLReader.read(source, .routine, into: findings)
    let tree = Tree(text: source.text, root: root, findings: findings.diagnostics)
    known[source.identity] = tree
    return tree
  }
}
