public import SourceYAML

/// Where the texts of a script in another language are kept.
public struct TranslationFile: Sendable {
  /// What the file is called in messages; if there is none, the one to write.
  public let name: String
  /// Its text; `nil` if there is none.
  public let source: SourceText?

  /// Makes a file that was found, or one that could be written.
  public init(name: String, source: SourceText?) {
    self.name = name
    self.source = source
  }
}

/// How far one script is translated into a language.
public struct ScriptTranslation: Equatable, Sendable {
  /// One of the script's texts, each listed once.
  public struct Text: Equatable, Sendable {
    /// The text as the script has it, white space aside.
    public let original: String
    /// The same in the other language; `nil` if it is missing.
    public let translation: String?
  }

  /// The script's name.
  public let script: String
  /// The language the script is written in, by its tag.
  public let original: String
  /// The language it is translated into, by its tag.
  public let language: String
  /// What the translation file is called; if there is none, the one to write.
  public let file: String
  /// The translation file's text; `nil` if there is none.
  public let source: SourceText?
  /// The script's texts, in its order.
  public let texts: [Text]
  /// How many translations belong to texts that the script does not have.
  public let stale: Int

  /// Whether there is a translation file.
  public var exists: Bool { source != nil }
  /// How many texts have no translation.
  public var missing: Int { texts.count { $0.translation == nil } }
  /// Whether every text has its translation, and every translation its text.
  public var isComplete: Bool { missing == 0 && stale == 0 }
}

/// The texts of one script in another language, looked up by the original while the script is read.
///
/// So a translation repeats nothing of a script's structure: where a text is changed, its entry is
/// found no more, and if steps are moved, nothing is.
final class Translation {
  /// A text of the translation file.
  struct Entry {
    let original: String
    let text: String
    let span: SourceSpan
    /// The text where it is written.
    let said: SaidText
  }

  /// What a translation file holds.
  struct Content {
    let entries: [Entry]
    let sayAs: [SayAs]

    static let nothing = Self(entries: [], sayAs: [])
  }

  /// A text of the script.
  struct Asked {
    let original: String
    let span: SourceSpan
    let isKnown: Bool
  }

  /// The script's language.
  let original: String
  let language: String
  let file: TranslationFile
  /// How words are said in this language.
  let sayAs: [SayAs]
  private let entries: [Entry]
  private let byOriginal: [String: Entry]
  private(set) var asked: [Asked] = []
  private var known: Set<String> = []

  init(original: String, language: String, file: TranslationFile, content: Content) {
    self.original = original
    self.language = language
    self.file = file
    sayAs = content.sayAs
    entries = content.entries
    byOriginal = Dictionary(
      entries.map { (Self.plain($0.original), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A text without what its place in a file makes of it: line ends, indentation, `${ spaces }`.
  static func plain(_ text: String) -> String {
    SettingReference.pieces(of: text).map { piece in
      switch piece {
      case .text(let text): text
      case .reference(let name): "${\(name)}"
      }
    }.joined().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The translation of a value, in its place; `nil` if it has none.
  func scalar(for scalar: SourceScalar) -> SourceScalar? {
    let text = Self.plain(scalar.text)
    guard !text.isEmpty else { return nil }
    let entry = byOriginal[text]
    if known.insert(text).inserted {
      asked.append(Asked(original: text, span: scalar.span, isKnown: entry != nil))
    }
    return entry.map { SourceScalar(text: $0.text, span: scalar.span, isLiteral: true) }
  }

  /// The translation of a value, where it is written; `nil` if it has none.
  func said(for scalar: SourceScalar) -> SaidText? { byOriginal[Self.plain(scalar.text)]?.said }

  /// Translations of texts that were not asked for.
  var stale: [Entry] { entries.filter { !known.contains(Self.plain($0.original)) } }

  /// What came of it, with the texts in the script's order.
  func report(of source: SourceText) -> ScriptTranslation {
    ScriptTranslation(
      script: source.name, original: original, language: language, file: file.name,
      source: file.source,
      texts: asked.sorted { $0.span.start < $1.span.start }.map {
        ScriptTranslation.Text(
          original: $0.original, translation: byOriginal[$0.original]?.text)
      }, stale: stale.count)
  }
}
