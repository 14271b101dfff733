internal import SourceYAML

extension Routine {
  /// A routine without a script: texts that are said as they are, one after the other.
  ///
  /// - Parameters:
  ///   - texts: what is said.
  ///   - title: what it is called; by default, the first text.
  public init(saying texts: [String], titled title: String? = nil) {
    // Findings show the text itself: there is no file to name.
    let source = SourceText(name: "the phrase", lines: texts)
    self.init(
      title: title ?? texts.first ?? "", about: nil, audience: [], needs: [], part: nil,
      source: nil, voice: nil,
      language: nil, settings: [], hasLevels: false, levels: Level.usual, sayAs: [],
      steps: texts.enumerated().map { Step(saying: $1, number: $0 + 1, in: source) },
      file: source.name)
  }
}

extension Step {
  fileprivate convenience init(saying text: String, number: Int, in source: SourceText) {
    let start = SourcePosition(line: number, column: 1)
    let end = SourcePosition(line: number, column: 1 + text.unicodeScalars.count)
    let place = SourcePlace(SourceSpan(file: source.name, start: start, end: end), in: source)
    self.init(
      action: .say(ScriptText(pieces: [.words(text)], place: place)), name: nil, instruction: nil,
      during: [], announcements: nil, sides: [], hands: .none, withBaby: nil, section: nil,
      because: nil, span: place.span, source: source, entries: [])
  }
}
