public import RoutineScript

extension RoutineCatalog {
  /// Mends what can only be meant one way, in the script's own file.
  ///
  /// - Parameters:
  ///   - source: the script, as it was read.
  ///   - kind: what it is for.
  /// - Returns: the script as it is now, and how many findings were mended.
  /// - Throws: where the file ships with `coach`, or cannot be written; it is then as it was.
  public func correct(
    _ source: SourceText, _ kind: FileKind = .routine
  ) throws(CatalogError) -> (source: SourceText, count: Int) {
    var current = source
    var total = 0
    // What a wrong key hides is found when it is right; every round mends at least one.
    for _ in 0..<Self.mostRounds {
      let (text, count) = current.corrected(by: findings(in: current, kind))
      guard count > 0 else { break }
      total += count
      current = SourceText(name: source.name, identity: source.identity, text: text)
    }
    guard total > 0 else { return (source, 0) }
    guard !entries.contains(where: { $0.isBuiltIn && $0.name == source.name }) else {
      throw CatalogError(
        "\(source.name) ships with coach, and is not changed",
        advice: "`coach new NAME --from \(source.name)` makes one of your own from it")
    }
    try TextFile.replace(source, with: current.text)
    return (current, total)
  }

  /// What the text alone tells.
  private func findings(in source: SourceText, _ kind: FileKind) -> [Diagnostic] {
    kind == .routine
      ? parse(source).diagnostics : VoiceCatalog(folders).findings(in: source, kind)
  }

  /// More would be a circle: a round mends all that was found, up to 500 findings.
  private static let mostRounds = 100
}
