internal import Catalog
internal import RoutineScript
internal import SourceYAML
internal import Speech
internal import SpokenText

extension [SaidText] {
  /// A finding for each sign and each word in these texts that a voice does not say.
  ///
  /// - Parameters:
  ///   - voice: the voice.
  ///   - sayAs: how the routine says words.
  /// - Returns: the findings, in the order of the texts.
  func lost(from voice: VoiceCatalog.Voice, sayAs: [SayAs]) -> [Diagnostic] {
    let pronunciation = voice.pronunciation.saying([sayAs, voice.profile.sayAs])
    let findings = DiagnosticCollector()
    for text in self where !findings.isFull {
      for part in pronunciation.lost(in: text.text).prefix(DiagnosticCollector.most) {
        findings.report(
          text.warning(
            about: part, .cannotBeSaid, "\(text.shown(part)) is not said",
            remedy: "write what it means in words, or leave it out"))
      }
    }
    return findings.diagnostics.filter { $0.id == .cannotBeSaid }
  }
}

extension SaidText {
  /// A part of the text for a message; what is invisible by its number.
  fileprivate func shown(_ part: Range<Int>) -> String {
    let scalars = text.unicodeScalars.dropFirst(part.lowerBound).prefix(min(part.count, 20))
    let isVisible = scalars.contains { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .privateUse, .unassigned, .surrogate: false
      default: true
      }
    }
    guard isVisible else {
      return "U+" + String(scalars.first?.value ?? 0, radix: 16, uppercase: true)
    }
    return "`\(String(String.UnicodeScalarView(scalars)))`"
  }
}
