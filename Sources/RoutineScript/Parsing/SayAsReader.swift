package import SourceYAML

/// Reads `say as:`, at the top of a routine, a translation or a voice.
///
/// What comes through is letters, digits and the few signs that belong to words: nothing in it can
/// be taken for an instruction by whatever reads it.
package struct SayAsReader {
  /// The key.
  package static let key = RoutineKey.sayAs.rawValue

  /// Entries in one file, and in all the scripts of a session.
  package static let mostEntries = 200
  /// Words that are replaced as one.
  static let mostWords = 6
  /// Unicode scalars of the words that are replaced.
  static let longestWritten = 60
  /// Unicode scalars of what is said for them.
  static let longestSaid = 120

  private let context: any ReadingContext

  /// Reads a file's entries; what is wrong with one becomes a finding.
  ///
  /// - Parameter file: the top of the file.
  /// - Returns: the entries that can be used, in the file's order.
  package static func read(_ file: MappingReader<some ReadingContext>) -> [SayAs] {
    guard let node = file.entry(key)?.value,
      let mapping = MappingReader(node, "`\(key)`", in: file.context)
    else { return [] }
    if mapping.entries.count > mostEntries {
      file.context.report(
        .tooLarge, "there are more than \(mostEntries) entries from here on",
        at: mapping.entries[mostEntries].key.span, remedy: "keep those that routines need")
    }
    let reader = Self(context: file.context)
    var places: [String: Int] = [:]
    return mapping.entries.prefix(mostEntries).compactMap { entry in
      guard let sayAs = reader.sayAs(entry) else { return nil }
      let line = sayAs.writtenAt.span.start.line
      if let first = places.updateValue(line, forKey: sayAs.written) {
        file.context.report(
          .duplicateKey, "`\(sayAs.written)` has an entry already, in line \(first)",
          at: sayAs.writtenAt.span, remedy: "keep one of the two")
        return nil
      }
      return sayAs
    }
  }

  private func sayAs(_ entry: SourceEntry) -> SayAs? {
    // Both are read, so that what is wrong with either is reported.
    let written = written(entry.key)
    let saying = context.scalar(entry.value, of: entry.key.quoted).flatMap(saying)
    guard let written, let saying else { return nil }
    return SayAs(
      written: written, saying: saying, writtenAt: place(entry.key.span),
      sayingAt: place(entry.value.span))
  }

  private func place(_ span: SourceSpan) -> SayAs.Place {
    SayAs.Place(span: span, sourceLine: context.source.line(span.start.line))
  }

  /// The words an entry is for, as texts are compared with them.
  private func written(_ scalar: SourceScalar) -> String? {
    let text = Self.plain(scalar.text)
    let words = text.split(separator: " ")
    guard !words.isEmpty, words.dropLast().allSatisfy(Self.isWord),
      // `approx.` has its stop.
      words.last.map({ Self.isWord($0.last == "." ? $0.dropLast() : $0) }) == true
    else {
      context.report(
        .badWord, "`\(scalar.quoted)` is not made of words, so no text has it", at: scalar.span,
        remedy: "write words as texts have them, without the signs before, between and after them")
      return nil
    }
    guard words.count <= Self.mostWords, text.unicodeScalars.count <= Self.longestWritten else {
      context.report(
        .outOfRange,
        "an entry is for at most \(Self.mostWords) words of \(Self.longestWritten) characters in all",
        at: scalar.span, remedy: "write only the words that are read wrong, and one next to them")
      return nil
    }
    return text
  }

  private func saying(_ scalar: SourceScalar) -> SayAs.Saying? {
    let text = Self.plain(scalar.text)
    guard text.unicodeScalars.count <= Self.longestSaid else {
      context.report(
        .outOfRange,
        "this has \(text.unicodeScalars.count) characters; at most \(Self.longestSaid) are said for an entry",
        at: scalar.span, remedy: "write a longer text in the step itself")
      return nil
    }
    let isSounds = text.unicodeScalars.count > 1 && text.first == "/" && text.last == "/"
    let said = isSounds ? String(text.dropFirst().dropLast()).trimmed : text
    if let sign = said.unicodeScalars.first(where: { isSounds ? !$0.isSound : !$0.isSpoken }) {
      report(sign, in: scalar, isSounds: isSounds)
      return nil
    }
    guard said.unicodeScalars.contains(where: { $0.isLetterOrDigit || (isSounds && $0 == "@") })
    else {
      context.report(
        .badWord, "`\(scalar.quoted)` says nothing", at: scalar.span,
        remedy: "write how the words are said; to say nothing, leave them out of the text")
      return nil
    }
    guard !isSounds || said.split(separator: " ").count <= Self.mostWords else {
      context.report(
        .outOfRange, "sounds are for at most \(Self.mostWords) words", at: scalar.span,
        remedy: "write only the words that are read wrong")
      return nil
    }
    return isSounds ? .sounds(said) : .words(said)
  }

  private func report(_ sign: Unicode.Scalar, in scalar: SourceScalar, isSounds: Bool) {
    if isSounds {
      context.report(
        .badWord, "\(sign.shown) is in none of the engine's names for sounds", at: scalar.span,
        remedy: "`espeak-ng -q -x WORD` prints the sounds of a word")
    } else {
      context.report(
        .badWord, "\(sign.shown) is not said", at: scalar.span,
        remedy: "write words of letters and digits, or, between slashes, sounds: `/w'aInd/`")
    }
  }

  /// A text with one space between words, and one kind of apostrophe.
  private static func plain(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .replacing(/[\u{2018}\u{2019}\u{2BC}]/, with: "'")
  }

  /// Whether a text can have this as a word, without the signs around it.
  private static func isWord(_ word: Substring) -> Bool {
    guard let first = word.unicodeScalars.first, let last = word.unicodeScalars.last else {
      return false
    }
    return first.isLetterOrDigit && last.isLetterOrDigit
      && word.unicodeScalars.allSatisfy {
        $0.isLetterOrDigit || "'-./&+".unicodeScalars.contains($0)
      }
  }
}

extension Unicode.Scalar {
  /// Whether it belongs to a word by itself, marks on letters included.
  fileprivate var isLetterOrDigit: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber:
      true
    // A variation selector asks for a picture.
    case .nonspacingMark, .spacingMark: !properties.isVariationSelector
    default: false
    }
  }

  /// Whether it may be in words that are said.
  fileprivate var isSpoken: Bool {
    isLetterOrDigit || " '-,.".unicodeScalars.contains(self)
  }

  /// Whether it may be in the engine's names for sounds.
  ///
  /// Without `_`, which may change the language. The speech process has the same list.
  fileprivate var isSound: Bool {
    isASCII && isLetterOrDigit || "@',%=:;~^#?!*\"|- ".unicodeScalars.contains(self)
  }

  /// The scalar in a message, by its number if it is invisible.
  fileprivate var shown: String {
    let code = String(value, radix: 16, uppercase: true)
    let number = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
    switch properties.generalCategory {
    case .control, .format, .nonspacingMark, .enclosingMark, .spaceSeparator, .privateUse,
      .unassigned, .lineSeparator, .paragraphSeparator, .surrogate:
      return number
    default: return "`\(self)`"
    }
  }
}
