import RoutineScript
import ScriptTools
import SourceYAML
import TestSupport
import Testing

@Suite("Texts in other languages")
struct TranslationTests {
  private func parse(
    _ script: String, _ translation: String?, overrides: [String: String] = [:]
  ) -> RoutineParser.Outcome {
    RoutineParser(
      overrides: overrides, language: "es",
      translations: { source, language in
        let name = "\(source.name).\(language)"
        return TranslationFile(
          name: name, source: translation.map { SourceText(name: name, text: $0) })
      }
    ).parse(SourceText(name: "script", text: script))
  }

  /// Everything that can be translated, once.
  static let script = """
    title: Twist
    about: A twist.
    needs: [a chair, a wall]
    settings: { heat: 12 min, times: 3 }
    steps:
      - say: >-
          Sit tall.
          Leave it on for ${ heat }.
        section: Start
      - wait: Ready?
      - heat: ${heat}
        where: your back
      - reps: ${times}
        of: Twist
        tempo: { left: 2s, right: 2s }
        during:
          - at: 2s
            say: Slowly.
      - roll: 2 min
        pressure: [gentle, firm]
    """

  static let spanish = """
    language: es
    texts:
      - { original: Twist, text: Giro }
      - { original: A twist., text: Un giro. }
      - { original: a chair, text: una silla }
      - { original: a wall, text: una pared }
      - original: Sit tall.  Leave it on for ${heat}.
        text: >-
          Déjala puesta ${heat}.
          Siéntate con la espalda erguida.
      - { original: Start, text: Inicio }
      - { original: "Ready?", text: "¿Seguimos?" }
      - { original: left, text: izquierda }
      - { original: right, text: derecha }
      - { original: Slowly., text: Despacio. }
      - { original: your back, text: la espalda }
      - { original: gentle, text: suave }
      - { original: firm, text: firme }
    """

  @Test("Every text of a script is exchanged, and nothing of its structure")
  func complete() throws {
    let outcome = parse(Self.script, Self.spanish)
    #expect(outcome.diagnostics == [])
    #expect(outcome.untranslated == [])
    let routine = try #require(outcome.routine)
    #expect(routine.title == "Giro")
    #expect(routine.about == "Un giro.")
    #expect(routine.needs == ["una silla", "una pared"])
    #expect(routine.steps[0].section == "Inicio")
    guard case .say(let text) = routine.steps[0].action,
      case .wait(let wait, _) = routine.steps[1].action,
      case .heat(_, let place) = routine.steps[2].action,
      case .reps(let reps) = routine.steps[3].action,
      case .roll(_, _, let pressure) = routine.steps[4].action
    else {
      Issue.record("not as written")
      return
    }
    #expect(
      text.pieces == [
        .words("Déjala puesta "), .duration(.seconds(720)),
        .words(". Siéntate con la espalda erguida."),
      ])
    // Findings about it belong to the script's line.
    #expect(text.span.start.line == 6)
    #expect(wait.pieces == [.words("¿Seguimos?")])
    #expect(reps.tempo.map(\.name) == ["izquierda", "derecha"])
    #expect(routine.steps[3].name?.pieces == [.words("Giro")])
    #expect(routine.steps[3].during.compactMap(\.text?.pieces) == [[.words("Despacio.")]])
    #expect(place?.pieces == [.words("la espalda")])
    #expect(pressure.map(\.pieces) == [[.words("suave")], [.words("firme")]])
    let translation = try #require(outcome.translations.first)
    #expect(translation.isComplete)
    #expect(translation.texts.count == 13)
    #expect(translation.texts.map(\.original).prefix(2) == ["Twist", "A twist."])
  }

  @Test("Missing and stale texts are reported in their place, and the original is said")
  func gaps() throws {
    let script = """
      title: Twist
      steps:
        - say: Sit very tall now.
      #        ^^^^^^^^^^^^^^^^^^ missing-text
        - say: Sit very tall now.
        - reps: 3
          tempo: { left: 1s, right: 1s }
      #            ^^^^ missing-text
      """
    let spanish = """
      language: es
      texts:
        - { original: Twist, text: Giro }
        - { original: right, text: derecha }
        - original: Sit very tall.
      #             ^^^^^^^^^^^^^^ stale-text
          text: Siéntate con la espalda erguida.
        - original: Something else altogether.
      #             ^^^^^^^^^^^^^^^^^^^^^^^^^^ stale-text
          text: Otra cosa.
      """
    let outcome = parse(script, spanish)
    #expect(outcome.diagnostics == [])
    for (name, text) in [("script", script), ("script.es", spanish)] {
      let marked = MarkedSource(text)
      #expect(
        marked.found(outcome.untranslated.filter { $0.span.file == name }) == marked.expectations)
    }
    for finding in outcome.untranslated {
      #expect(finding.severity == .warning)
      #expect(finding.remedy != nil)
    }
    let stale = outcome.untranslated.filter { $0.id == .staleText }
    #expect(stale.first?.remedy?.hasSuffix("write: Sit very tall now.") == true)
    #expect(stale.last?.remedy == "remove this entry")
    let routine = try #require(outcome.routine)
    guard case .say(let text) = routine.steps[0].action else {
      Issue.record("not said")
      return
    }
    #expect(text.pieces == [.words("Sit very tall now.")])
    #expect(outcome.translations.map(\.missing) == [2])
    #expect(outcome.translations.map(\.stale) == [2])
  }

  @Test("Without a translation file there is one warning, whose remedy names the file to write")
  func none() throws {
    let outcome = parse(Self.script, nil)
    #expect(outcome.routine?.title == "Twist")
    #expect(outcome.diagnostics == [])
    #expect(outcome.untranslated.map(\.id) == [.noTranslation])
    #expect(outcome.untranslated.first?.remedy?.contains("script.es") == true)
    #expect(outcome.translations.map(\.missing) == [13])
  }

  @Test("A script in the listener's language needs no translation")
  func own() {
    let outcome = parse("language: es\n" + Self.script, nil)
    #expect(outcome.untranslated == [])
    #expect(outcome.translations == [])
    #expect(outcome.languages == ["es"])
    #expect(outcome.routine?.language?.name == "es")
    let bad = parse("language: Spanish\ntitle: T\nsteps:\n  - say: x\n", nil)
    #expect(bad.diagnostics.map(\.id) == [.badWord])
  }

  static let broken: [String] = [
    """
    language: de
    #         ^^ bad-word
    texts:
      - { original: Twist, text: Giro }
      - { original: Twist, text: Vuelta }
    #               ^^^^^ duplicate-key
      - { original: A twist., text: "" }
    #                               ^^ missing-key
      - original: a chair
    #   ^ missing-key
      - { original: a wall, txet: una pared }
    #                       ^^^^ unknown-key
      - original: Sit tall. Leave it on for ${heat}.
        text: Déjala puesta ${haet}.
    #         ^^^^^^^^^^^^^^^^^^^^^^ unknown-setting
    tests: 3
    #< unknown-key
    """,
    """
    texts:
    #< missing-key
      - just words
    #   ^^^^^^^^^^ wrong-shape
    """,
    """
    language: es
    #< missing-key
    """,
    """
    language: es
    texts: [
    #      ^ syntax
      - x
    """,
  ]

  @Test("What is wrong with a translation file is found in it", arguments: broken)
  func mistakes(text: String) {
    let outcome = parse(Self.script, text)
    let marked = MarkedSource(text)
    #expect(outcome.routine == nil)
    #expect(marked.found(outcome.diagnostics) == marked.expectations)
    for finding in outcome.diagnostics {
      #expect(finding.span.file == "script.es")
      #expect(finding.remedy != nil)
    }
  }

  @Test("A translation is distinguished from a routine")
  func mistaken() {
    let outcome = RoutineParser().parse(SourceText(name: "t.es", text: Self.spanish))
    #expect(outcome.diagnostics.map(\.id) == [.wrongShape])
    #expect(outcome.diagnostics.first?.message.contains("another language") == true)
  }

  @Test("Included scripts bring translations of their own")
  func includes() throws {
    let files = [
      "a": "title: A\nsteps:\n  - include: b\n  - include: b\n  - include: c\n  - say: Hello.\n",
      "b": "title: B\nsteps:\n  - say: Hello.\n",
      "c": "title: C\nlanguage: es\nsteps:\n  - say: Hola.\n",
      "a.es": "language: es\ntexts:\n  - { original: A, text: Á }\n",
      "b.es": "language: es\ntexts:\n  - { original: B, text: Be }\n"
        + "  - { original: Hello., text: Buenas. }\n",
    ]
    let source = { (name: String) in
      files[name].map { SourceText(name: name, text: $0) }
    }
    let parser = RoutineParser(
      language: "es",
      includes: { name, _ throws(RoutineParser.IncludeFailure) in
        guard let found = source(name) else {
          throw RoutineParser.IncludeFailure("no `\(name)`", remedy: "write another")
        }
        return found
      },
      translations: { script, language in
        TranslationFile(
          name: "\(script.name).\(language)", source: source("\(script.name).\(language)"))
      })
    let outcome = parser.parse(try #require(source("a")))
    #expect(outcome.diagnostics == [])
    #expect(outcome.languages == ["en", "es"])
    #expect(outcome.translations.map(\.script) == ["b", "a"])
    #expect(outcome.untranslated.map { "\($0.span.file) \($0.id.name)" } == ["a missing-text"])
    let said = outcome.routine?.steps.compactMap { step -> String? in
      let inner: Step.Action? =
        if case .include(_, let steps) = step.action { steps.first?.action } else { step.action }
      guard case .say(let text) = inner, case .words(let words) = text.pieces.first else {
        return nil
      }
      return words
    }
    #expect(said == ["Buenas.", "Buenas.", "Hola.", "Hello."])
  }

  @Test("A printed translation file reads again as it was, whatever is in its texts")
  func template() throws {
    let script = """
      title: "T: \\"quoted\\" # \\\\ ${x}"
      settings: { x: 3 }
      steps:
        - say: "null"
        - say: "- a list"
        - say: '"What?" - "It is a very long text with quotes in it, longer than one line can hold."'
        - say: A long text, first sentence of two, to be on lines of their own. The second sentence.
        - say: |
            Two
            lines.
      """
    let empty = parse(script, "language: es\ntexts:\n")
    #expect(empty.diagnostics == [])
    let printed = try #require(empty.translations.first).template(in: "Spanish")
    #expect(parse(script, printed).diagnostics == [])
    #expect(parse(script, printed).translations.map(\.missing) == [6])
    let filled = printed.split(separator: "\n").map { line in
      line.hasPrefix("#  ")
        ? (line.hasSuffix("text:") ? line.dropFirst() + " X" : line.dropFirst())
        : line
    }.joined(separator: "\n")
    let whole = parse(script, filled)
    #expect(whole.diagnostics == [])
    #expect(whole.untranslated == [])
    let again = try #require(whole.translations.first).template(in: "Spanish")
    #expect(again == filled + "\n")
  }

  @Test("A translation file is only added to: comments, stale texts and their order stay")
  func added() throws {
    let script = "title: T\nsteps:\n  - say: One.\n  - say: Two.\n"
    let file = """
      # By Ana.
      language: es
      texts:
      - original: Won.   # reworded since
        text: Uno.
      #- original: Two.
      #  text:

      """
    let outcome = parse(script, file)
    let text = try #require(outcome.translations.first).template(in: "Spanish")
    #expect(text == file + "#- original: T\n#  text:\n#- original: One.\n#  text:\n")
    #expect(parse(script, text).diagnostics == [])
  }
}
