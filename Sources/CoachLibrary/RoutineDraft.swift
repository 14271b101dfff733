public import RoutineScript
internal import ScriptTools

/// A routine built in code: what a script says, as a value.
///
/// A draft is checked when it is prepared (``Studio/prepare(_:_:)``): then it becomes a script, and all
/// that is reported about scripts is reported about it.
public struct RoutineDraft: Equatable, Sendable {
  /// What it is called.
  public var title: String
  /// What it does, in one or two sentences.
  public var about: String?
  /// Whom it is for: `pregnancy`, `postpartum`.
  public var audience: [String]
  /// The things one needs at hand.
  public var needs: [String]
  /// Which part of looking after a back it is.
  public var part: Routine.Part?
  /// Where its advice comes from.
  public var source: String?
  /// The voice that speaks it if the listener names none; `nil` for `calm`.
  public var voice: String?
  /// The language its texts are in, by its tag; `nil` for English.
  public var language: String?
  /// The names of its levels, from easy to hard; empty for the usual three.
  public var levels: [Level]
  /// How words are said that the voice reads wrong: in other words, or as sounds, `/w'aInd/`.
  public var sayAs: [String: String]
  /// What is said and done, in order.
  public var steps: [StepDraft]

  /// Makes a draft.
  ///
  /// - Parameters:
  ///   - title: what it is called.
  ///   - about: what it does, in one or two sentences.
  ///   - audience: whom it is for.
  ///   - needs: the things one needs at hand.
  ///   - part: which part of looking after a back it is.
  ///   - source: where its advice comes from.
  ///   - voice: the voice that speaks it if the listener names none.
  ///   - language: the language its texts are in, by its tag.
  ///   - levels: the names of its levels, from easy to hard; empty for the usual three.
  ///   - sayAs: how words are said that the voice reads wrong.
  ///   - steps: what is said and done, in order.
  public init(
    _ title: String, about: String? = nil, audience: [String] = [], needs: [String] = [],
    part: Routine.Part? = nil, source: String? = nil, voice: String? = nil,
    language: String? = nil, levels: [Level] = [], sayAs: [String: String] = [:],
    steps: [StepDraft]
  ) {
    self.title = title
    self.about = about
    self.audience = audience
    self.needs = needs
    self.part = part
    self.source = source
    self.voice = voice
    self.language = language
    self.levels = levels
    self.sayAs = sayAs
    self.steps = steps
  }

  /// The routine as a script, as it is formatted: what ``Studio`` prepares, and what can be kept
  /// in a file for `coach play`.
  public var script: String {
    func texts(_ texts: [String]) -> JSONValue? {
      texts.isEmpty ? nil : .list(texts.map(JSONValue.text))
    }
    // A dictionary has no order, and a script has one.
    let entries = sayAs.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.text($0.value)) }
    let keys: [(RoutineKey, JSONValue?)] = [
      (.title, .text(title)), (.about, about.map(JSONValue.text)), (.audience, texts(audience)),
      (.needs, texts(needs)), (.part, part.map { .text($0.rawValue) }),
      (.source, source.map(JSONValue.text)), (.voice, voice.map(JSONValue.text)),
      (.language, language.map(JSONValue.text)), (.levels, texts(levels.map(\.rawValue))),
      (.sayAs, entries.isEmpty ? nil : .object(entries)),
      (.steps, .list(steps.map(\.written))),
    ]
    return ScriptWriter.text(
      of: .object(keys.compactMap { key, value in value.map { (key.rawValue, $0) } }))
  }
}
