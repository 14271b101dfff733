/// Measures phrases before they are placed on the timeline.
///
/// A phrase always has the same measure, in any order and with any other phrases.
public protocol SpeechMeter {
  /// The rate of all measures.
  var rate: SampleRate { get }

  /// Measures phrases, in parallel if possible.
  ///
  /// - Parameter phrases: distinct phrases.
  /// - Returns: one result for each phrase, in their order. One failing phrase fails alone.
  func measure(_ phrases: [Phrase]) -> [Result<ClipMeasure, SpeechFailure>]

  /// Gives a measure that is known already or takes next to no time.
  ///
  /// - Parameter phrase: one phrase.
  /// - Returns: what `measure` would; `nil` if it is better measured with others.
  func measureAtOnce(_ phrase: Phrase) -> Result<ClipMeasure, SpeechFailure>?
}

extension SpeechMeter {
  public func measureAtOnce(_ phrase: Phrase) -> Result<ClipMeasure, SpeechFailure>? { nil }
}

/// Why a phrase has no clip.
public struct SpeechFailure: Error, Hashable, Sendable {
  /// What happened and what to do next, in one or two sentences.
  public let message: String

  /// Makes a failure.
  public init(_ message: String) { self.message = message }
}
