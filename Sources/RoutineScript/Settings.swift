/// A value a routine lets its listener choose: `settings: { heat: 12 min }`, `--set heat=15min`.
public struct Setting: Hashable, Sendable {
  /// The name, as in `${name}`.
  public let name: String
  /// The value in force, as written.
  public let text: String
  /// The value the script gives.
  public let standard: String
  /// Where the script gives it.
  public let span: SourceSpan
}

/// The settings of one script, and which of them are used.
final class SettingsTable {
  let settings: [Setting]
  private let byName: [String: Setting]
  private var used: Set<String> = []

  init(_ settings: [Setting]) {
    self.settings = settings
    byName = Dictionary(settings.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func lookUp(_ name: String, at span: SourceSpan, in context: ScriptContext) -> Setting? {
    used.insert(name)
    if let setting = byName[name] { return setting }
    let nearest = Suggestion.nearest(to: name, among: byName.keys.sorted())
    context.report(
      .unknownSetting,
      "there is no setting `\(name.prefix(40))`"
        + Suggestion.clause(nearest.map { "${\($0)}" }),
      at: span,
      remedy: nearest.map { "write `${\($0)}`" }
        ?? "add it at the top: `settings: { \(name.prefix(40)): … }`")
    return nil
  }

  /// Reports settings that nothing refers to.
  func reportUnused(in context: ScriptContext) {
    for setting in settings where !used.contains(setting.name) {
      context.report(
        .unusedSetting, "nothing uses the setting `\(setting.name)`", at: setting.span,
        remedy: "write `${\(setting.name)}` where it belongs, or remove it",
        as: .warning)
    }
  }

  /// Reads `settings:` with the values the listener gave instead.
  static func read(
    _ reader: MappingReader?, overrides: [String: String], in context: ScriptContext
  ) -> SettingsTable {
    let settings = (reader?.entries ?? []).compactMap { entry -> Setting? in
      let name = entry.key.text
      guard isName(name) else {
        context.report(
          .badWord, "`\(entry.key.quoted)` cannot be a setting's name", at: entry.key.span,
          remedy: "use at most \(longestName) letters, digits, `-` and `_`")
        return nil
      }
      guard let scalar = context.scalar(entry.value, of: name) else { return nil }
      let text = overrides[name]?.trimmed ?? scalar.text
      guard !text.contains("${") else {
        context.report(
          .badWord, "the setting `\(name)` refers to another setting", at: scalar.span,
          remedy: "write its value")
        return nil
      }
      guard text.count <= longestValue else {
        context.report(
          .outOfRange, "the setting `\(name)` is longer than \(longestValue) characters",
          at: scalar.span, remedy: "write the text where it is said")
        return nil
      }
      return Setting(
        name: name, text: text, standard: scalar.text,
        span: entry.key.span)
    }
    if settings.count > mostSettings, let reader {
      context.report(
        .tooLarge, "there are more than \(mostSettings) settings", at: reader.span,
        remedy: "keep those that a listener will change")
    }
    return SettingsTable(Array(settings.prefix(mostSettings)))
  }

  private static let longestName = 40
  private static let longestValue = 200
  private static let mostSettings = 100

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.unicodeScalars.count <= longestName
      && text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" || $0 == "_"
      }
  }
}
