package import SourceYAML

/// What the readers of one script share: its source, where findings go, the settings in force, and
/// the texts in the listener's language.
package final class ScriptContext: ReadingContext {
  package let source: SourceText
  package let findings: DiagnosticCollector
  package var vocabulary: Vocabulary { .routine }
  /// `nil` if `${…}` has no meaning yet.
  let settings: SettingsTable?
  /// The texts in the listener's language; `nil` if that is the script's own.
  let translation: Translation?
  /// The levels of the script.
  let levels: [Level]
  /// The one in force.
  let level: Level

  /// Where the texts that are said are noted; `nil` if nothing is read yet that is.
  let said: SaidTexts?

  init(
    source: SourceText, findings: DiagnosticCollector, settings: SettingsTable? = nil,
    translation: Translation? = nil, levels: [Level] = Level.usual, level: Level = .steady,
    said: SaidTexts? = nil
  ) {
    self.source = source
    self.findings = findings
    self.settings = settings
    self.translation = translation
    self.levels = levels
    self.level = level
    self.said = said
  }

  /// A value as text, with every `${name}` replaced; `nil` after a finding.
  package func plainText(_ scalar: SourceScalar) -> String? {
    guard let settings, SettingReference.mayBeIn(scalar.text) else { return scalar.text }
    var result = ""
    // Each is reported once.
    var unknown: Set<String> = []
    pieces: for piece in SettingReference.pieces(of: scalar.text) {
      switch piece {
      case .text(let text): result += text
      case .reference(let name):
        guard !unknown.contains(name) else { continue }
        if let setting = settings.lookUp(name, in: scalar, self) {
          result += setting.text
        } else {
          unknown.insert(name)
          if SettingReference.isOpen(name) || findings.isFull { break pieces }
        }
      }
    }
    guard unknown.isEmpty else { return nil }
    guard result.isAtMost(Self.longestText) else {
      report(
        .outOfRange,
        "with its settings filled in, this is longer than \(Self.longestText) characters",
        at: scalar.span, remedy: "write less")
      return nil
    }
    return result
  }

  /// Where a reference is written in a value; all of the value if that is not to be seen, or only
  /// in a text longer than any that is spoken.
  func place(of reference: String, in scalar: SourceScalar) -> SourceSpan {
    guard scalar.span.file == source.name, scalar.text.isAtMost(Self.longestText) else {
      return scalar.span
    }
    let first = scalar.span.start
    let lines = first.line...max(first.line, scalar.end.line)
    for number in lines.prefix(Self.mostLines) {
      let scalars = Array(source.part(ofLine: number).unicodeScalars)
      var column = number == first.line ? first.column - 1 : 0
      while column + 1 < scalars.count {
        defer { column += 1 }
        guard scalars[column] == "$", scalars[column + 1] == "{",
          let end = scalars[column...].firstIndex(of: "}")
        else { continue }
        var name = String.UnicodeScalarView()
        name.append(contentsOf: scalars[(column + 2)..<end])
        guard String(name).trimmed == reference else { continue }
        return SourceSpan(
          file: source.name, start: SourcePosition(line: number, column: column + 1),
          end: SourcePosition(line: number, column: end + 2))
      }
    }
    return scalar.span
  }

  /// A value that is said or shown, in the listener's language if there is a translation.
  ///
  /// The original is read all the same, so that a script's findings do not depend on the language.
  func translatedText(_ scalar: SourceScalar) -> String? {
    guard let original = plainText(scalar) else { return nil }
    return translation?.scalar(for: scalar).map(plainText) ?? original
  }
}

/// Reads the keys of a mapping of a script.
typealias ScriptReader = MappingReader<ScriptContext>

/// Takes `${name}` apart.
package enum SettingReference {
  /// The name for how long the whole routine takes.
  package static let length = "length"

  /// Whether a text needs to be taken apart: most have no `$`.
  static func mayBeIn(_ text: String) -> Bool { text.hasByte(UInt8(ascii: "$")) }

  /// Whether a name stands behind a `${` that goes on to the `}` of another, or of nothing.
  static func isOpen(_ name: String) -> Bool {
    name.first != "$" && name.contains { $0.isWhitespace || $0 == "$" }
  }

  enum Piece: Equatable {
    case text(String)
    case reference(String)
  }

  /// The pieces of a text; an unclosed `${` is text.
  static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = Substring(text)
    while let open = opening(in: rest),
      let close = rest.utf8[open.upperBound...].firstIndex(of: UInt8(ascii: "}"))
    {
      if open.lowerBound > rest.startIndex {
        pieces.append(.text(String(rest[..<open.lowerBound])))
      }
      let name = rest[open.upperBound..<close]
      pieces.append(.reference(name.trimmed))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }

  /// The first `${` in a text.
  private static func opening(in text: Substring) -> Range<String.Index>? {
    var rest = text.utf8
    while let sign = rest.firstIndex(of: UInt8(ascii: "$")) {
      rest = rest[sign...].dropFirst()
      if rest.first == UInt8(ascii: "{") { return sign..<rest.index(after: rest.startIndex) }
    }
    return nil
  }
}
