internal import RoutineScript
import SourceYAML

/// What a fuzzer's bytes stand for: a script, the files that it can name, and what a listener chose.
///
/// All of it is one text. A line `#=== NAME` begins another file, and `#? NAME VALUE` is a setting or,
/// with the name `level`, the level: comments to everything else that reads the text.
struct FuzzInput {
  /// The script itself: everything before the first other file.
  let script: SourceText
  /// The other files, by their names; one that is called like a language is the translation into it.
  private(set) var files: [String: SourceText] = [:]
  /// Values for settings, by name.
  private(set) var overrides: [String: String] = [:]
  /// The level that is asked for.
  private(set) var level: Level?

  /// The languages that the script may be asked for in.
  static let languages = ["de", "es", "fr", "it", "pt", "en"]
  /// What begins another file.
  static let fileMark = "#=== "
  /// What begins a choice.
  static let choiceMark = "#? "

  init(_ bytes: some Collection<UInt8>) {
    var parts: [(name: String, bytes: [UInt8])] = [("script.yaml", [])]
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.starts(with: Self.fileMark.utf8) {
        let name = line.dropFirst(Self.fileMark.utf8.count)
        parts.append((String(decoding: name, as: UTF8.self), []))
        continue
      }
      if !parts[parts.count - 1].bytes.isEmpty {
        parts[parts.count - 1].bytes.append(UInt8(ascii: "\n"))
      }
      parts[parts.count - 1].bytes += line
    }
    let sources = parts.map { name, bytes in
      SourceText(name: name, text: String(decoding: bytes, as: UTF8.self))
    }
    script = sources[0]
    for source in sources.dropFirst() { files[source.name] = source }
    for line in script.lines where line.hasPrefix(Self.choiceMark) {
      let choice = line.dropFirst(Self.choiceMark.count).split(separator: " ", maxSplits: 1)
      guard let name = choice.first else { continue }
      let value = choice.count > 1 ? String(choice[1]) : ""
      if name == "level" {
        level = Level(rawValue: value)
      } else {
        overrides[String(name)] = value
      }
    }
  }

  /// The language to ask for: that of the first translation there is.
  var language: String? { Self.languages.first { files[$0] != nil } }

  /// Everything there is to read, the script first.
  var sources: [SourceText] { [script] + files.values.sorted { $0.name < $1.name } }

  /// A parser that finds the input's files, and a few that are always there.
  func parser(language: String? = nil) -> RoutineParser {
    RoutineParser(
      overrides: overrides, level: level, language: language,
      includes: { name, from throws(RoutineParser.IncludeFailure) in
        if name == "itself" { return script }
        guard let source = files[name] ?? Self.always[name] else {
          throw RoutineParser.IncludeFailure("there is no `\(name)`", remedy: "write another")
        }
        return source
      },
      translations: { source, language throws(RoutineParser.IncludeFailure) in
        TranslationFile(
          name: language, source: source.name == script.name ? files[language] : nil)
      })
  }

  /// Scripts that any input can include.
  private static let always = [
    "short": SourceText(name: "short", text: "title: Short\nsteps:\n  - say: Breathe.\n"),
    "set": SourceText(
      name: "set",
      text: "title: Set\nsettings: { n: { easy: 1, steady: 2, strong: 3 } }\n"
        + "say as: { chin: /tS'In/ }\nsteps:\n  - reps: ${n}\n    of: Chin\n"),
    "nested": SourceText(
      name: "nested", text: "title: Nested\nsteps:\n  - include: set\n  - include: nested 2\n"),
    "nested 2": SourceText(
      name: "nested 2", text: "title: Nested\nlanguage: es\nsteps:\n  - include: itself\n"),
    "broken": SourceText(name: "broken", text: "title: Broken\nsteps:\n  - reps: many\n"),
  ]

  /// Every source that a finding can be in.
  var known: [SourceText] { sources + Self.always.values }
}
