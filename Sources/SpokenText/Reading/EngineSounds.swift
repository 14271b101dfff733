/// Sounds in the speech engine's own notation, marked inside a text.
///
/// The marks are control characters, which no written text keeps: `PlainText` removes them. The
/// speech process checks what is between them again.
package enum EngineSounds {
  /// Before the sounds.
  package static let begin: Unicode.Scalar = "\u{2}"
  /// After the sounds.
  package static let end: Unicode.Scalar = "\u{3}"

  /// Sounds with their marks, for a text for the engine.
  package static func text(_ sounds: String) -> String { "\(begin)\(sounds)\(end)" }

  /// A text for the engine as people read it: with sounds between slashes, as in `say as:`.
  package static func shown(in text: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      shown.append(scalar == begin || scalar == end ? "/" : scalar)
    }
    return String(shown)
  }
}
