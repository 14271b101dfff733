internal import SourceYAML

/// The scripts that are being read, one inside the other.
struct IncludeChain {
  let resolve: RoutineParser.IncludeResolver
  let overrides: [String: String]
  let level: Level?
  /// Finds each script's texts in the listener's language.
  let lookup: TranslationLookup
  let trees: ScriptTrees
  /// Whether a script that was read has settings with a value for each level.
  private(set) var hasLevels = false
  /// The levels of the outermost script.
  private(set) var levels = Level.usual
  /// Those of all scripts that were read.
  private var knownLevels: Set<Level> = []
  private var open: [SourceText] = []
  private(set) var stepsRead = 0
  private(set) var bytesRead = 0

  init(
    resolve: @escaping RoutineParser.IncludeResolver, overrides: [String: String], level: Level?,
    lookup: TranslationLookup, trees: ScriptTrees
  ) {
    self.resolve = resolve
    self.overrides = overrides
    self.level = level
    self.lookup = lookup
    self.trees = trees
  }

  var isOutermost: Bool { open.isEmpty }

  /// Counts steps over all files, so that includes in includes stay bounded.
  mutating func admitStep() -> Bool {
    stepsRead += 1
    return stepsRead <= ScriptLimits.writtenSteps
  }

  /// Counts steps that were admitted when their file was parsed before.
  mutating func countSteps(_ count: Int) { stepsRead += count }

  mutating func note(_ table: SettingsTable, _ levels: [Level], areOwn: Bool) {
    if isOutermost { self.levels = levels }
    knownLevels.formUnion(levels)
    hasLevels = hasLevels || areOwn || table.settings.contains { !$0.byLevel.isEmpty }
  }

  /// Notes that a step is only for some levels.
  mutating func noteLevels() { hasLevels = true }

  /// Reports a chosen level if there are none.
  func rejectUnknownLevel(in context: ScriptContext, at span: SourceSpan) {
    guard let level else { return }
    guard !hasLevels else {
      guard !knownLevels.contains(level) else { return }
      context.report(
        .unknownSetting, "this routine has no level `\(level.rawValue.prefix(40))`", at: span,
        remedy: "its levels are \(levels.map(\.rawValue).asKeyList)")
      return
    }
    context.report(
      .unknownSetting, "this routine has no levels, so it cannot be `\(level.rawValue)`",
      at: span, remedy: "leave the level out")
  }

  func rejectUnknownOverrides(
    _ table: SettingsTable, in context: ScriptContext, at span: SourceSpan
  ) {
    let names = table.settings.map(\.name)
    for name in overrides.keys.sorted() where !names.contains(name) {
      let nearest = Suggestion.nearest(to: name, among: names)
      context.report(
        .unknownSetting,
        "this routine has no setting `\(name.prefix(40))`"
          + Suggestion.clause(nearest),
        at: span,
        remedy: names.isEmpty ? "it has no settings" : "its settings are \(names.asKeyList)")
    }
  }

  /// Reads the routine an `include` names.
  mutating func include(_ name: String, at span: SourceSpan, in context: ScriptContext) -> [Step]? {
    let source: SourceText
    do throws(RoutineParser.IncludeFailure) {
      source = try resolve(name, context.source)
    } catch {
      context.report(.includeMissing, error.message, at: span, remedy: error.remedy)
      return nil
    }
    let path = open + [context.source]
    if let start = path.firstIndex(where: { $0.identity == source.identity }) {
      let names = path[start...].map(\.name) + [source.name]
      context.report(
        .includeCycle, "this includes itself: \(names.joined(separator: " → "))", at: span,
        remedy: "remove one of the includes")
      return nil
    }
    guard path.count <= ScriptLimits.includeDepth else {
      context.report(
        .includeCycle, "includes go deeper than \(ScriptLimits.includeDepth) files", at: span,
        remedy: "include fewer levels")
      return nil
    }
    bytesRead += source.text.utf8.count
    guard bytesRead <= ScriptLimits.bytes else {
      context.report(
        .tooLarge, "all includes together are larger than \(ScriptLimits.bytes >> 20) MiB",
        at: span,
        remedy: "include less")
      return nil
    }
    open.append(context.source)
    defer { open.removeLast() }
    let before = context.findings.diagnostics.count
    let routine = RoutineParser.read(source, chain: &self, into: context.findings)
    return context.findings.diagnostics[before...].contains { $0.severity == .error }
      ? nil : routine?.steps
  }
}
