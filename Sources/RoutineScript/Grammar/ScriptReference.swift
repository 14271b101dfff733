/// What every key of the language means, in one sentence each, as the rows of the grammar have it.
public enum ScriptReference {
  /// A key, and what it means.
  public struct Entry: Hashable, Sendable {
    /// The key as it is written.
    public let key: String
    /// What it means, as one sentence.
    public let about: String

    package init(key: String, about: String) {
      self.key = key
      self.about = about
    }
  }

  /// The keys at the top of a routine.
  public static var routine: [Entry] { RoutineKey.reference }

  /// The keys that say what kind a step is.
  public static var kinds: [Entry] { StepKind.reference }

  /// The keys that every step may have.
  public static var everyStep: [Entry] { StepKey.common.map(\.reference) }

  /// The keys that only some kinds of step may have.
  ///
  /// - Parameter kind: the kind, by its key.
  /// - Returns: those of that kind, without those of every step; none if there is no such kind.
  public static func refinements(of kind: StepKind) -> [Entry] {
    StepKey.refinements(of: kind).map { $0.reference(in: kind) }
  }

  /// The keys of an entry under `during`.
  public static var during: [Entry] { DuringKey.reference }

  /// The keys at the top of a translation.
  public static var translation: [Entry] { TranslationKey.reference }

  /// The keys of a translated text.
  public static var translatedText: [Entry] { TranslatedTextKey.reference }

  /// What `say as` means, wherever it is.
  package static var sayAsText: String { KeyRow.sayAs.about }
}
