import RoutineScript
import ScriptTools
import SourceYAML
import Testing

@Suite("One table of the grammar")
struct GrammarTests {
  private static let kinds = StepKind.allCases

  /// A value that a form takes, written on one line.
  private static func value(_ form: ValueForm) -> String {
    switch form {
    case .prose: "Shoulder roll"
    case .name: "other"
    case .names: "with baby"
    case .language: "en"
    case .texts: "[one, another]"
    case .word(let words), .words(let words): words[0]
    case .duration, .durations, .moment: "8 min"
    case .count, .counts: "2"
    case .sides: "[forwards, backwards]"
    case .tempo: "{ up: 4 s, down: 4 s }"
    case .counting: "every 5"
    case .announcements: "halfway"
    case .during: "[{ at: 2 s, say: Slowly. }]"
    case .steps: "[{ pause: 2 s }]"
    case .settings: "{ x: 2 }"
    case .sayAs: "{ wind: whined }"
    case .translatedTexts: "[{ original: a, text: b }]"
    }
  }

  private func findings(_ step: [(String, String)]) -> [Diagnostic] {
    let lines = step.enumerated().map { index, entry in
      "  \(index == 0 ? "-" : " ") \(entry.0): \(entry.1)\n"
    }
    let include = SourceText(name: "other", text: "title: T\nsteps: [{ say: Stop. }]\n")
    return RoutineParser { _, _ throws(RoutineParser.IncludeFailure) in include }
      .parse(SourceText(name: "t", text: "title: T\nsteps:\n" + lines.joined())).diagnostics
      .filter { $0.severity == .error }
  }

  /// A step of a kind with what it needs, and one key more.
  private func step(_ kind: StepKind, with key: StepKey? = nil) -> [(String, String)] {
    let required = StepKey.refinements(of: kind).filter { $0.isRequired(by: kind) }
    let keys = Set(required + [key, key?.needs(in: kind)].compactMap(\.self))
    return [(kind.rawValue, Self.value(kind.row.form))]
      + StepKey.allCases.filter(keys.contains).map { ($0.rawValue, Self.value($0.row.form)) }
  }

  @Test("A kind is read, and takes each key that its rows say", arguments: kinds)
  func taken(kind: StepKind) {
    #expect(findings(step(kind)) == [])
    for key in StepKey.common + StepKey.refinements(of: kind)
    where key.rawValue != kind.rawValue {
      #expect(findings(step(kind, with: key)) == [], "\(kind.rawValue) with \(key.rawValue)")
    }
  }

  @Test("A kind refuses every other key", arguments: kinds)
  func refused(kind: StepKind) {
    for key in StepKey.allCases
    // A key that is a kind as well makes the step one of that kind.
    where !kind.knownKeys.contains(key.rawValue) && StepKind(rawValue: key.rawValue) == nil {
      let found = findings(step(kind) + [(key.rawValue, Self.value(key.row.form))])
      let ids = Set(found.map(\.id))
      #expect(
        ids == [.misplacedKey] || ids == [.twoKinds], "\(kind.rawValue) with \(key.rawValue)")
    }
  }

  @Test("What the rows say is written in the order of the rows", arguments: kinds)
  func written(kind: StepKind) throws {
    for key in StepKey.common + StepKey.refinements(of: kind)
    where key.rawValue != kind.rawValue {
      let keys = step(kind, with: key)
      let order = StepKey.writtenOrder(in: kind)
      let source = SourceText(
        name: "t",
        text: "title: T\nsteps:\n"
          + keys.reversed().enumerated().map {
            "  \($0.offset == 0 ? "-" : " ") \($0.element.0): \($0.element.1)\n"
          }.joined())
      guard case .formatted(let text) = ScriptFormatter.format(source) else {
        Issue.record("not formatted: \(source.text)")
        continue
      }
      let names = text.split(separator: "\n").dropFirst(2).compactMap { line in
        line.split(separator: ":").first.map {
          String($0.drop { $0 == " " || $0 == "-" })
        }
      }.filter(order.contains)
      #expect(names == order.filter(names.contains), "\(text)")
    }
  }

  @Test("Every row has a sentence, and no synonym is a key of its own mapping")
  func rows() {
    let all: [any GrammarKey] =
      RoutineKey.allCases.map { $0 as any GrammarKey } + StepKind.allCases.map { $0 }
      + StepKey.allCases.map { $0 } + DuringKey.allCases.map { $0 }
      + TranslationKey.allCases.map { $0 } + TranslatedTextKey.allCases.map { $0 }
    for key in all {
      #expect(key.row.about.hasSuffix("."), "\(key.rawValue)")
      #expect(!key.row.synonyms.contains(key.rawValue), "\(key.rawValue)")
      #expect(Vocabulary.routine.keys.contains(key.rawValue))
    }
  }

  @Test("Advice knows every synonym")
  func synonyms() {
    for kind in Self.kinds {
      for word in kind.row.synonyms {
        #expect(Vocabulary.routine.key(for: word, among: [kind.rawValue]) == kind.rawValue)
      }
    }
    for key in StepKey.allCases {
      for word in key.row.synonyms {
        #expect(Vocabulary.routine.key(for: word, among: [key.rawValue]) == key.rawValue)
      }
    }
  }
}
