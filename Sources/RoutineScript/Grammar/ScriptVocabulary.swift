package import SourceYAML

extension Vocabulary {
  /// The words of routines and of their translations.
  package static let routine = Vocabulary(
    keys: StepParser.allKeys + RoutineParser.keys + StepReader.duringKeys + TranslationReader.keys
      + TranslationReader.textKeys,
    topKeys: RoutineParser.keys,
    textKeys: [
      "title", "about", "source", "say", "of", "on", "wait", "section", "because", "original",
      "text",
    ], synonyms: OtherWords.meant,
    entries: Entries(
      noun: "step", listKey: "steps", listKeys: ["steps", "with baby"], kinds: StepParser.kinds,
      nestingKind: "repeat", standIn: "pause: 1 s"),
    model:
      "write keys with values, such as `title: …`; `coach show upper-back-relief --script` is a model",
    insteadOfAnchors: "use `settings:` for a value and `repeat:` or `include:` for steps",
    insteadOfLargeFile: "split it and use `include:`")
}
