public import SourceYAML

/// How words are said that the engine reads wrong: an entry of `say as:`.
///
/// Captions keep what is written; only the voice says something else.
public struct SayAs: Hashable, Sendable {
  /// What is said for the words.
  public enum Saying: Hashable, Sendable {
    /// Other words, which the engine reads as it reads any.
    case words(String)
    /// Sounds by the engine's names for them, written between slashes; a space divides words.
    case sounds(String)
  }

  /// The words as texts have them, one space between two; in small letters unless their capitals
  /// matter.
  public let written: String
  /// What is said for them.
  public let saying: Saying
  /// Where the words are in the entry.
  public let writtenAt: Place
  /// Where what is said for them is.
  public let sayingAt: Place

  /// A place for findings that only a voice can make.
  public struct Place: Hashable, Sendable {
    public let span: SourceSpan
    /// The text of the span's first line.
    public let sourceLine: String
  }
}
