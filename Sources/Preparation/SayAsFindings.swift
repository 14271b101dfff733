internal import RoutineScript
internal import SourceYAML

// What is wrong with an entry of `say as:` where only a voice can tell.
extension SayAs {
  /// Nothing that a routine says has its words.
  var unused: Diagnostic {
    Diagnostic(
      .warning, .unusedSayAs, "nothing that is said has `\(written)`",
      at: writtenAt.span, sourceLine: writtenAt.sourceLine,
      remedy: "write it as the texts do, in small letters unless its capitals matter, or remove it")
  }

  /// The engine gives up in the middle of it.
  ///
  /// - Parameter accent: the engine's name of the language.
  /// - Returns: the finding.
  func unknownSounds(in accent: String) -> Diagnostic {
    Diagnostic(
      .error, .badWord, "the engine does not know all of these sounds in `\(accent)`",
      at: sayingAt.span, sourceLine: sayingAt.sourceLine,
      remedy: "`espeak-ng -q -x -v \(accent) WORD` prints the sounds of a word")
  }
}
