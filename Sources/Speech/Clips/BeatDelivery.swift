internal import SpokenText

/// How numbers and names on a beat are intoned: level, as people count when more is to come.
///
/// After a full stop the pitch falls by three semitones, so that every number would sound like the
/// last. After a comma it comes back to where it began, and with a smaller range the dip in between
/// is slight.
package enum BeatDelivery {
  /// The text for the engine.
  package static func text(_ text: String) -> String {
    guard let last = text.unicodeScalars.last,
      last.properties.isAlphabetic || last.properties.numericType != nil
        || last == EngineSounds.end
    else {
      return text
    }
    return text + ","
  }

  /// How much the pitch moves.
  static func range(_ range: VoiceLevel) -> VoiceLevel { range.scaled(byPercent: 40) }
}
