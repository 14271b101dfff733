/// The trees of scripts, each made once however often it is parsed: for every level, say.
public final class ScriptTrees {
  private struct Tree {
    let text: String
    let root: ScriptNode?
    let findings: [Diagnostic]
  }

  private var known: [String: Tree] = [:]

  /// Begins without any.
  public init() {}

  /// A text's tree; `nil` where there is none, and a finding says why.
  func tree(of source: SourceText, into findings: DiagnosticCollector) -> ScriptNode? {
    let tree = known[source.identity].flatMap { $0.text == source.text ? $0 : nil } ?? read(source)
    for finding in tree.findings { findings.report(finding) }
    return tree.root
  }

  private func read(_ source: SourceText) -> Tree {
    let findings = DiagnosticCollector()
    let root = YAMLReader.read(source, into: findings)
    let tree = Tree(text: source.text, root: root, findings: findings.diagnostics)
    known[source.identity] = tree
    return tree
  }
}
