public import SourceYAML

/// A value a routine lets its listener choose: `settings: { heat: 12 min }`, `--set heat=15min`.
public struct Setting: Hashable, Sendable {
  /// The name, as in `${name}`.
  public let name: String
  /// The value in force, as written.
  public let text: String
  /// The value the script gives; if it gives one for each level, that of the standard one.
  public let standard: String
  /// The value for each level; empty if it is the same for all.
  public let byLevel: [Level: String]
  /// Where the script gives it.
  public let span: SourceSpan
}

/// The settings of one script, and which of them are used.
package final class SettingsTable {
  let settings: [Setting]
  private let byName: [String: Setting]
  /// Names whose value is a finding already; what refers to them is none.
  private let broken: Set<String>
  private var used: Set<String> = []
  /// How often a setting was asked for.
  private(set) var lookUps = 0

  init(_ settings: [Setting], broken: Set<String> = []) {
    self.settings = settings
    self.broken = broken
    byName = Dictionary(settings.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The setting that a value refers to; `nil` after a finding.
  func lookUp(_ name: String, in scalar: SourceScalar, _ context: ScriptContext) -> Setting? {
    used.insert(name)
    lookUps += 1
    if let setting = byName[name] { return setting }
    guard !broken.contains(name) else { return nil }
    let span = context.place(of: name, in: scalar)
    if SettingReference.isOpen(name) {
      let word = name.prefix { !$0.isWhitespace && $0 != "$" }.prefix(40)
      context.report(
        .unknownSetting, "nothing closes the `${` before `\(word)`", at: span,
        remedy: "write `}` where the setting's name ends: `${\(word)}`")
      return nil
    }
    guard name != SettingReference.length else {
      context.report(
        .unknownSetting,
        "`${\(name)}` is how long the routine takes, which only spoken texts can say",
        at: span, remedy: "write the value itself")
      return nil
    }
    // No name has a `$` or a `{` in it.
    let bare = name.drop { "${".contains($0) }
    let nearest = Suggestion.nearest(to: String(bare), among: byName.keys.sorted())
    context.report(
      .unknownSetting,
      "there is no setting `\(name.prefix(40))`"
        + Suggestion.clause(nearest.map { "${\($0)}" }),
      at: span,
      remedy: nearest.map { "write `${\($0)}`" }
        ?? "add it at the top: `settings: { \(bare.prefix(40)): … }`")
    return nil
  }

  /// Notes that something depends on the level, as what refers to a setting may.
  func noteUse() { lookUps += 1 }

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
    _ reader: ScriptReader?, overrides: [String: String], level: Level, of levels: [Level],
    in context: ScriptContext
  ) -> SettingsTable {
    let settings = (reader?.entries ?? []).compactMap { entry -> Setting? in
      let name = entry.key.text
      guard isName(name) else {
        context.report(
          .badWord, "`\(entry.key.quoted)` cannot be a setting's name", at: entry.key.span,
          remedy: "use at most \(longestName) letters, digits, `-` and `_`")
        return nil
      }
      guard name != SettingReference.length else {
        context.report(
          .badWord, "`${\(name)}` is how long the routine takes, and no setting",
          at: entry.key.span, remedy: "give the setting another name")
        return nil
      }
      guard let values = values(entry.value, of: name, levels, in: context),
        let standard = values[levels.standard], let chosen = values[level]
      else { return nil }
      let text = overrides[name]?.trimmed ?? chosen.text
      guard isValue(text, of: name, at: chosen.span, in: context) else { return nil }
      let isForAll = Set(values.values.map(\.text)).count == 1
      return Setting(
        name: name, text: text, standard: standard.text,
        byLevel: isForAll ? [:] : values.mapValues(\.text), span: entry.key.span)
    }
    if settings.count > mostSettings, let reader {
      context.report(
        .tooLarge, "there are more than \(mostSettings) settings", at: reader.span,
        remedy: "keep those that a listener will change")
    }
    let read = Set(settings.map(\.name))
    let broken = (reader?.entries ?? []).map(\.key.text).filter { !read.contains($0) }
    return SettingsTable(Array(settings.prefix(mostSettings)), broken: Set(broken))
  }

  /// A setting's value for each level; `nil` after a finding.
  private static func values(
    _ node: SourceNode, of name: String, _ levels: [Level], in context: ScriptContext
  ) -> [Level: SourceScalar]? {
    var scalars: [Level: SourceScalar] = [:]
    if case .mapping = node {
      let names = levels.map(\.rawValue)
      guard let written = MappingReader(node, "a setting", in: context),
        isByLevel(written, of: name, levels, in: context)
      else { return nil }
      let reader = written.rejectingKeys(otherThan: names, what: "a setting by level")
      for level in levels { scalars[level] = reader.scalar(level.rawValue) }
      guard scalars.count == levels.count else { return nil }
    } else {
      guard let scalar = context.scalar(node, of: name) else { return nil }
      for level in levels { scalars[level] = scalar }
    }
    let areValues = levels.allSatisfy { level in
      scalars[level].map { isValue($0.text, of: name, at: $0.span, in: context) } ?? false
    }
    return areValues ? scalars : nil
  }

  /// Whether a mapping has a value for each level; one finding says what it has instead.
  private static func isByLevel(
    _ reader: ScriptReader, of name: String, _ levels: [Level], in context: ScriptContext
  ) -> Bool {
    let names = levels.map(\.rawValue)
    let slips = reader.corrections(among: names)
    let read = Set(reader.entries.map { slips[$0.key.text] ?? $0.key.text })
    guard read != Set(names) else { return true }
    let remedy = "write `\(name): { \(names.map { "\($0): …" }.joined(separator: ", ")) }`"
    if let other = reader.entries.first(where: {
      !names.contains(slips[$0.key.text] ?? $0.key.text)
    }) {
      context.report(
        .unknownKey, "`\(other.key.quoted)` is not a level: these are \(names.asKeyList)",
        at: other.key.span, remedy: remedy)
    } else if let missing = names.first(where: { !read.contains($0) }) {
      context.report(.missingKey, "`\(missing)` is missing", at: reader.span, remedy: remedy)
    }
    return false
  }

  private static func isValue(
    _ text: String, of name: String, at span: SourceSpan, in context: ScriptContext
  ) -> Bool {
    guard !SettingReference.mayBeIn(text) || !text.hasBytes(of: "${") else {
      context.report(
        .badWord, "the setting `\(name)` refers to another setting", at: span,
        remedy: "write its value")
      return false
    }
    guard text.count <= longestValue else {
      context.report(
        .outOfRange, "the setting `\(name)` is longer than \(longestValue) characters",
        at: span, remedy: "write the text where it is said")
      return false
    }
    return true
  }

  package static let longestName = 40
  package static let longestValue = 200
  package static let mostSettings = 100

  /// A setting's name as a regular expression that takes every letter there is, and some signs.
  package static let namePattern =
    #"^(?!\#(SettingReference.length)$)[^\s!-,./:-@\[-\^`{-\x7f]{1,\#(longestName)}$"#
  /// A setting's value as a regular expression: a text without another setting.
  package static let valuePattern = #"^(?![\s\S]*\$\{)[\s\S]*\S"#

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.unicodeScalars.count <= longestName
      && text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" || $0 == "_"
      }
  }
}
