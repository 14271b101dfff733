public import CoachErrors
internal import RoutineScript
internal import ScriptTools
public import SourceYAML

extension RoutineCatalog {
  /// Fixes what can only be meant one way, in the script's own file.
  ///
  /// - Parameters:
  ///   - source: the script, as it was read.
  ///   - kind: what it is for.
  /// - Returns: the script as it is now, and how many findings were fixed.
  /// - Throws: if the file ships with `coach`, or cannot be written; it is then as it was.
  public func correct(
    _ source: SourceText, _ kind: FileKind = .routine
  ) throws(CoachError) -> (source: SourceText, count: Int) {
    let (current, count) = Self.corrected(source) { source in
      kind == .routine
        ? parse(source).diagnostics : VoiceCatalog(folders).findings(in: source, kind)
    }
    guard count > 0 else { return (source, 0) }
    guard !entries.contains(where: { $0.isBuiltIn && $0.name == source.name }) else {
      throw CoachError(
        "The routine \(source.name) ships with coach, and is not changed.",
        advice: "`coach new NAME --from \(source.name)` makes one of your own from it.")
    }
    try TextFile.replace(source, with: current.text)
    return (current, count)
  }

  /// Fixes the same in a translation of a script, in the translation's file.
  ///
  /// - Parameters:
  ///   - source: the script.
  ///   - language: the translation's, by its tag.
  /// - Returns: what the file is called, and how many findings were fixed in it.
  /// - Throws: if the file cannot be written; it is then as it was.
  public func correctTranslation(
    of source: SourceText, into language: String
  ) throws(CoachError) -> (name: String, count: Int) {
    // What cannot be read is reported when it is checked.
    guard let written = (try? translation(of: source, into: language))?.source else {
      return ("", 0)
    }
    let (current, count) = Self.corrected(written) { current in
      let outcome = parse(source, in: language, with: current)
      return outcome.diagnostics + outcome.untranslated
    }
    if count > 0 { try TextFile.replace(written, with: current.text) }
    return (written.name, count)
  }

  /// A text fixed until nothing in it is found that can be.
  private static func corrected(
    _ source: SourceText, by findings: (SourceText) -> [Diagnostic]
  ) -> (source: SourceText, count: Int) {
    var current = source
    var total = 0
    // What a wrong key hides is found when it is right; every round fixes at least one.
    for _ in 0..<mostRounds {
      let (text, count) = current.corrected(by: findings(current))
      guard count > 0 else { break }
      total += count
      current = SourceText(name: source.name, identity: source.identity, text: text)
    }
    return (current, total)
  }

  /// More would be a circle: a round fixes all that was found, up to 500 findings.
  private static let mostRounds = 100
}
