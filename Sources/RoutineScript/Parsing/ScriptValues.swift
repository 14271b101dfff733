internal import SourceYAML

/// Reads the values that only routines have: durations, counts, spoken texts.
extension MappingReader where Context == ScriptContext {
  /// A key's duration, longer than zero; `nil` if absent or after a finding.
  func duration(_ key: String) -> Duration? {
    guard let scalar = scalar(key) else { return nil }
    return context.duration(scalar, of: key)
  }

  /// A key's whole number from 1 to a limit.
  func count(_ key: String, upTo limit: Int32) -> Count? {
    guard let scalar = scalar(key), let text = context.plainText(scalar) else { return nil }
    return context.count(text, scalar, of: key, upTo: limit)
  }

  /// A key's value as text in the listener's language, never empty.
  func translatedText(_ key: String) -> String? {
    guard let scalar = scalar(key) else { return nil }
    return context.translatedText(scalar)?.trimmed
  }

  /// A key's value as a list of texts in the listener's language; a single text counts as a list of
  /// one.
  func translatedTexts(_ key: String) -> [String] {
    guard let entry = entry(key) else { return [] }
    return context.items(entry.value).compactMap { item in
      context.scalar(item, of: key).flatMap(context.translatedText)?.trimmed
    }
  }

  func spoken(_ key: String) -> ScriptText? {
    guard let scalar = scalar(key) else { return nil }
    return context.spoken(scalar, of: key)
  }

  /// A key's value as one of a few words.
  func word<Choice: RawRepresentable & CaseIterable>(
    _ key: String, as type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    guard let scalar = scalar(key), let text = context.plainText(scalar) else { return nil }
    if let choice = Choice(rawValue: text.trimmed) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    let nearest = Suggestion.nearest(to: text, among: words)
    context.report(
      .badWord,
      "`\(key)` cannot be \(context.quote(scalar, text))"
        + Suggestion.clause(nearest),
      at: scalar.span, remedy: "write \(words.map { "`\($0)`" }.joined(separator: " or "))",
      correction: scalar.text == text ? Suggestion.correction(of: text, among: words) : nil)
    return nil
  }
}

extension ScriptContext {
  /// The longest text that is spoken as one, in characters: about two minutes of speech.
  static let longestText = 2000
  /// Lines of such a text that are looked through.
  static let mostLines = 200

  /// A duration; `orNone` if it may be zero.
  func duration(_ scalar: SourceScalar, of key: String, orNone: Bool = false) -> Duration? {
    guard let text = plainText(scalar) else { return nil }
    return duration(text, scalar, of: key, orNone: orNone)
  }

  func duration(
    _ text: String, _ scalar: SourceScalar, of key: String, orNone: Bool = false
  ) -> Duration? {
    do throws(WrittenDuration.Problem) {
      let duration = try WrittenDuration.parse(text)
      guard duration > .zero || orNone else {
        report(
          .outOfRange, "`\(key)` is \(quote(scalar, text)), and must be longer than zero",
          at: scalar.span,
          remedy: "write how long, such as `2 s` or `1 min 30 s`")
        return nil
      }
      return duration
    } catch {
      let written = quote(scalar, text)
      if let advice = ValueAdvice.duration(text, of: key, isWhole: scalar.text == text) {
        report(
          .badDuration, "`\(key)` is \(written), and \(advice.reason)", at: scalar.span,
          remedy: advice.remedy, correction: advice.correction)
        return nil
      }
      switch error {
      case .noUnit:
        let text = text.trimmed
        report(
          .badDuration, "`\(key)` is \(written): seconds or minutes?", at: scalar.span,
          remedy: text.contains(where: \.isLetter)
            ? "write `\(text) s`" : "write `\(text) s` or `\(text) min`")
      case .unknownUnit(let name):
        // With its capitals.
        let words = text.split { !$0.isLetter }.map(String.init)
        let unit = words.first { $0.lowercased() == name } ?? name
        report(
          .badDuration, "`\(key)` is \(written), and `\(unit.prefix(20))` is not a unit of time",
          at: scalar.span,
          remedy: "write `\(ValueAdvice.unit(for: unit))`: units are s, min and h")
      case .negative:
        report(
          .outOfRange, "`\(key)` is \(written), and cannot be negative", at: scalar.span,
          remedy: "write how long, such as `2 s` or `1 min 30 s`")
      case .tooLong:
        report(
          .outOfRange, "`\(key)` is \(written), longer than a day", at: scalar.span,
          remedy: "write at most `24 h`")
      case .unreadable:
        report(
          .badDuration, "`\(key)` is \(written), which is not a duration", at: scalar.span,
          remedy: "write it like `2 s`, `1 min 30 s`, `12 min` or `1:30`")
      }
      return nil
    }
  }

  /// A whole number from 1 to a limit; or none, if a setting says so.
  func count(
    _ text: String, _ scalar: SourceScalar, of key: String, upTo limit: Int32
  ) -> Count? {
    let text = text.trimmed
    let digits = text.hasPrefix("-") ? text.dropFirst() : Substring(text)
    guard !digits.isEmpty, digits.utf8.allSatisfy(\.isDigit) else {
      let written = quote(scalar, text)
      if let advice = ValueAdvice.count(text, of: key, isWhole: scalar.text.trimmed == text) {
        report(
          .badNumber, "`\(key)` is \(written), and \(advice.reason)", at: scalar.span,
          remedy: advice.remedy, correction: advice.correction)
        return nil
      }
      report(
        .badNumber, "`\(key)` is \(written), and must be a whole number", at: scalar.span,
        remedy: "write a number from 1 to \(limit)")
      return nil
    }
    // From a setting, none means that the step is left out.
    let least: Int32 = scalar.text.trimmed == text ? 1 : 0
    guard let value = Int32(text), (least...limit).contains(value) else {
      report(
        .outOfRange, "`\(key)` is \(quote(scalar, text)), and must be from 1 to \(limit)",
        at: scalar.span,
        remedy: "write a number from 1 to \(limit)")
      return nil
    }
    return Count(value)
  }

  /// Text for the voice, in the listener's language if there is a translation.
  ///
  /// The original is read all the same, so that a script's findings do not depend on the language.
  func spoken(_ scalar: SourceScalar, of key: String) -> ScriptText? {
    reportCutOff(scalar)
    guard let original = spokenAsWritten(scalar) else { return nil }
    said?.note(translation?.said(for: scalar) ?? SaidText(scalar, in: source))
    return translation?.scalar(for: scalar).map(spokenAsWritten) ?? original
  }

  /// Text for the voice; settings that are durations stay durations.
  private func spokenAsWritten(_ scalar: SourceScalar) -> ScriptText? {
    guard scalar.text.isAtMost(Self.longestText) else {
      report(
        .outOfRange,
        "this text has \(scalar.text.count) characters; at most \(Self.longestText) are said at once",
        at: scalar.span, remedy: "make several `say` steps of it")
      return nil
    }
    let place = SourcePlace(scalar.span, in: source)
    guard let settings, SettingReference.mayBeIn(scalar.text) else {
      return ScriptText(pieces: [.words(scalar.text.trimmed)], place: place)
    }
    var pieces: [ScriptText.Piece] = []
    // Each is reported once.
    var unknown: Set<String> = []
    pieces: for piece in SettingReference.pieces(of: scalar.text) {
      switch piece {
      case .text(let text): pieces.append(.words(text))
      case .reference(SettingReference.length): pieces.append(.length)
      case .reference(let name):
        guard !unknown.contains(name) else { continue }
        guard let setting = settings.lookUp(name, in: scalar, self) else {
          unknown.insert(name)
          if SettingReference.isOpen(name) || findings.isFull { break pieces }
          continue
        }
        if let duration = try? WrittenDuration.parse(setting.text) {
          pieces.append(.duration(duration))
        } else {
          pieces.append(.words(setting.text))
        }
      }
    }
    guard unknown.isEmpty else { return nil }
    let length = pieces.reduce(0) { sum, piece in
      if case .words(let words) = piece { sum + words.count } else { sum }
    }
    guard length <= Self.longestText else {
      report(
        .outOfRange,
        "with its settings filled in, this is longer than \(Self.longestText) characters",
        at: scalar.span, remedy: "make several `say` steps of it")
      return nil
    }
    return ScriptText(pieces: pieces, place: place)
  }
}
