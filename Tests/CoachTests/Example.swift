import Foundation
import RoutineScript
import TestSupport

/// A fenced block of YAML in an article, made into a whole file.
struct Example {
  /// What the file is, told by its first keys.
  enum Kind {
    case routine
    case translation
    case voice
    /// Some of a language's set phrases, to be put in place of the English ones.
    case phrases
    /// Some of a language's pronunciation, likewise.
    case pronunciation
  }

  /// A block that is nothing an article may show.
  struct Unknown: Error {
    let text: String
  }

  let block: MarkdownFile.Block
  let kind: Kind
  /// The whole file, with the findings it is marked with.
  let source: MarkedSource

  /// - Parameters:
  ///   - block: the block; one that begins with `- ` is a list of steps.
  ///   - frame: the beginning of a routine, for a list of steps.
  /// - Throws: where nobody knows what it is.
  init(_ block: MarkdownFile.Block, frame: String) throws {
    self.block = block
    let lines = block.text.split(separator: "\n", omittingEmptySubsequences: false)
    let first = lines.first { !$0.isEmpty && !$0.hasPrefix("#") }
    if first?.hasPrefix("- ") == true {
      kind = .routine
      source = MarkedSource(frame + lines.map(Self.indented).joined(separator: "\n"))
      return
    }
    kind = try Self.kind(of: lines, text: block.text)
    switch kind {
    case .routine, .translation, .voice: source = MarkedSource(block.text)
    case .phrases:
      source = MarkedSource(try Self.replaced(in: "Voices/phrases/en.yaml", by: lines))
    case .pronunciation:
      source = MarkedSource(try Self.replaced(in: "Voices/pronunciation/en.yaml", by: lines))
    }
  }

  private static let phraseKeys = [
    "called", "plural", "numbers", "time", "sides", "abbreviations", "disclaimers", "names",
    "phrases", "reminders", "decimal",
  ]
  private static let pronunciationKeys = [
    "calibration", "signs", "fractions", "counted", "units", "words", "ordinals", "numbers",
  ]

  private static func kind(of lines: [Substring], text: String) throws -> Kind {
    let keys = lines.filter { $0.first?.isLetter == true }.map { $0.prefix { $0 != ":" } }
      .map(String.init)
    if keys.contains("title") || keys.contains("steps") || keys.isEmpty { return .routine }
    if keys.contains("texts") { return .translation }
    if keys.contains("rate") || keys.contains("language") { return .voice }
    if keys.allSatisfy(phraseKeys.contains), !text.contains("cardinal") { return .phrases }
    if keys.allSatisfy(pronunciationKeys.contains) { return .pronunciation }
    throw Unknown(text: text)
  }

  /// A line as it stands under `steps:`; a mark stays at the margin, and what it marks moves along.
  private static func indented(_ line: Substring) -> String {
    if line.isEmpty { return "" }
    if line.wholeMatch(of: /#( *[\^<].*)/) != nil { return "#  " + line.dropFirst() }
    return "  " + line
  }

  /// A file of the project in which some keys have other values.
  private static func replaced(in path: String, by lines: [Substring]) throws -> String {
    var sections = sections(of: try Repository.text(path).split(separator: "\n"))
    for (key, lines) in self.sections(of: lines) {
      guard let index = sections.firstIndex(where: { $0.key == key }) else {
        sections.append((key, lines))
        continue
      }
      let entries = lines.dropFirst()
      guard !entries.isEmpty,
        entries.allSatisfy({ $0.hasPrefix("  ") && $0.dropFirst(2).first?.isLetter == true })
      else {
        sections[index].lines = lines
        continue
      }
      let names = entries.map { $0.prefix { $0 != ":" } }
      sections[index].lines.removeAll { line in names.contains { line.hasPrefix($0 + ":") } }
      sections[index].lines += entries
    }
    return sections.map { $0.lines.joined(separator: "\n") + "\n" }.joined()
  }

  /// The lines of each key at the top.
  private static func sections(of lines: [Substring]) -> [(key: String, lines: [Substring])] {
    var sections: [(key: String, lines: [Substring])] = []
    for line in lines where !line.isEmpty && !line.hasPrefix("#") {
      if line.first?.isLetter == true {
        sections.append((String(line.prefix { $0 != ":" }), [line]))
      } else if !sections.isEmpty {
        sections[sections.count - 1].lines.append(line)
      }
    }
    return sections
  }
}
