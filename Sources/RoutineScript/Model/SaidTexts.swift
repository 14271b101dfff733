internal import SourceYAML

extension Routine {
  /// A routine without a script: texts that are said as they are, one after the other.
  ///
  /// - Parameters:
  ///   - texts: what is said.
  ///   - title: what it is called; by default, the first text.
  public init(saying texts: [String], titled title: String? = nil) {
    // Findings show the text itself: there is no file to name.
    let file = "the phrase"
    self.init(
      title: title ?? texts.first ?? "", about: nil, audience: [], needs: [], part: nil,
      source: nil, voice: nil,
      language: nil, settings: [], hasLevels: false, sayAs: [],
      steps: texts.enumerated().map { Step(saying: $1, number: $0 + 1, file: file) }, file: file)
  }
}

extension Step {
  fileprivate convenience init(saying text: String, number: Int, file: String) {
    let start = SourcePosition(line: number, column: 1)
    let end = SourcePosition(line: number, column: 1 + text.unicodeScalars.count)
    let span = SourceSpan(file: file, start: start, end: end)
    let spoken = ScriptText(pieces: [.words(text)], span: span, line: text[...])
    self.init(
      action: .say(spoken), name: nil, instruction: nil, during: [], announcements: nil, sides: [],
      hands: .none, withBaby: nil, section: nil, because: nil, span: span, line: text[...],
      places: [])
  }
}
