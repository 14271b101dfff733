internal import SourceYAML

/// Reads `levels`, the names of a routine's levels.
struct LevelsReader {
  let context: ScriptContext

  /// The levels; the usual ones if the routine names none, or after a finding.
  func levels(_ entry: SourceEntry?) -> [Level] {
    guard let entry else { return Level.usual }
    let items = context.items(entry.value)
    guard (1...ScriptLimits.levels).contains(items.count) else {
      context.report(
        items.isEmpty ? .missingKey : .tooLarge,
        items.isEmpty
          ? "`levels` is empty" : "`levels` has more than \(ScriptLimits.levels) entries",
        at: entry.key.span, remedy: "write their names, from easy to hard: `[week 1, week 3]`")
      return Level.usual
    }
    var levels: [Level] = []
    for item in items {
      guard let scalar = context.scalar(item, of: RoutineKey.levels.rawValue) else { continue }
      let level = Level(rawValue: scalar.text.trimmed)
      if levels.contains(level) {
        context.report(
          .duplicateKey, "`levels` names `\(scalar.quoted)` twice", at: scalar.span,
          remedy: "keep one of the two")
      } else if [OnlyFor.withBaby, OnlyFor.withoutBaby].contains(level.rawValue) {
        context.report(
          .outOfRange, "`\(scalar.quoted)` cannot be a level, as `only` has a meaning for it",
          at: scalar.span, remedy: "give the level another name")
      } else {
        levels.append(level)
      }
    }
    return levels.isEmpty ? Level.usual : levels
  }
}
