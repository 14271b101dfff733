import RoutineScript
import SourceYAML
import TestSupport
import Testing

@Suite("How words are said")
struct SayAsTests {
  private func parse(
    language: String? = nil, _ files: [String: String]
  ) -> RoutineParser.Outcome {
    let source = { (name: String) in
      files[name].map { SourceText(name: name, text: $0) }
    }
    return RoutineParser(
      language: language,
      includes: { name, _ throws(RoutineParser.IncludeFailure) in
        guard let found = source(name) else {
          throw RoutineParser.IncludeFailure("no `\(name)`", remedy: "write another")
        }
        return found
      },
      translations: { script, language in
        let name = "\(script.name).\(language)"
        return TranslationFile(name: name, source: source(name))
      }
    ).parse(SourceText(name: "a", text: files["a"] ?? ""))
  }

  private func said(_ outcome: RoutineParser.Outcome) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: (outcome.routine?.sayAs ?? []).map { entry in
        switch entry.saying {
        case .words(let words): (entry.written, words)
        case .sounds(let sounds): (entry.written, "/\(sounds)/")
        }
      })
  }

  private func script(_ entries: String, _ steps: String = "  - say: Hello.\n") -> String {
    "title: T\nsay as:\n\(entries)steps:\n\(steps)"
  }

  @Test("Words and sounds are read, white space and kinds of apostrophes aside")
  func entries() {
    let outcome = parse([
      "a": script(
        """
          wind  the baby: >-
            whined
            the baby
          Pilates: /pI2l'A:ti:z/
          don’t: do not
          approx.: about
          C7: "/  s'i: s'Ev@n  /"
          größe: gross e, dann weiter.
          baby's: baby’s

        """)
    ])
    #expect(outcome.diagnostics == [])
    #expect(
      said(outcome) == [
        "wind the baby": "whined the baby", "Pilates": "/pI2l'A:ti:z/", "don't": "do not",
        "approx.": "about", "C7": "/s'i: s'Ev@n/", "größe": "gross e, dann weiter.",
        "baby's": "baby's",
      ])
    let pilates = outcome.routine?.sayAs.first { $0.written == "Pilates" }
    #expect(pilates?.writtenAt.span.start == SourcePosition(line: 6, column: 3))
    #expect(pilates?.sayingAt.span.start == SourcePosition(line: 6, column: 12))
    #expect(pilates?.sayingAt.sourceLine == "  Pilates: /pI2l'A:ti:z/")
  }

  @Test("What cannot be found or said is reported in its place", arguments: MarkedScripts.sayAs)
  func mistakes(text: String) {
    let source = MarkedSource(text)
    let outcome = parse(["a": text])
    #expect(source.found(outcome.diagnostics) == source.expectations)
    #expect(outcome.routine == nil)
    for finding in outcome.diagnostics {
      #expect(finding.remedy != nil)
    }
  }

  @Test("Lengths and numbers are bounded, over all scripts together")
  func limits() {
    let long = parse(["a": script("  \(String(repeating: "a", count: 61)): b\n")])
    #expect(long.diagnostics.map(\.id) == [.outOfRange])
    let said = parse(["a": script("  a: \(String(repeating: "b", count: 121))\n")])
    #expect(said.diagnostics.map(\.id) == [.outOfRange])
    let marks = parse(["a": script("  a: b\(String(repeating: "\u{301}", count: 121))\n")])
    #expect(marks.diagnostics.map(\.id) == [.outOfRange])
    let entries = { (range: Range<Int>) in range.map { "  w\($0): x\n" }.joined() }
    #expect(parse(["a": script(entries(0..<200))]).diagnostics == [])
    let many = parse(["a": script(entries(0..<201))])
    #expect(many.diagnostics.map(\.id) == [.tooLarge])
    #expect(many.diagnostics.first?.span.start.line == 203)
    let together = parse([
      "a": script(entries(0..<150), "  - include: b\n"), "b": script(entries(100..<251)),
    ])
    #expect(together.diagnostics.map(\.id) == [.tooLarge])
    #expect(together.diagnostics.first?.span.file == "b")
  }

  @Test("An included routine's entries hold for the session, behind those of the one around it")
  func includes() {
    let outcome = parse([
      "a": script("  wind: whined\n", "  - include: b\n  - include: c\n"),
      "b": script("  wind: winned\n  row: roe\n"),
      "c": script("  row: rau\n  bow: bo\n"),
    ])
    #expect(outcome.diagnostics == [])
    #expect(said(outcome) == ["wind": "whined", "row": "roe", "bow": "bo"])
  }

  @Test("Entries hold for their own language; a translation has its own")
  func languages() {
    var files = [
      "a": script("  wind: whined\n", "  - include: b\n"),
      "b": "language: es\ntitle: B\nsay as: { yoga: yo ga }\nsteps:\n  - say: Yoga.\n",
    ]
    #expect(said(parse(language: "es", files)) == ["yoga": "yo ga"])
    files["a.es"] = "language: es\nsay as: { viento: bien to }\ntexts:\n"
    #expect(said(parse(language: "es", files)) == ["viento": "bien to", "yoga": "yo ga"])
    files["a"] = script("  wind: '[['\n", "  - include: b\n")
    // A script's findings do not depend on the language.
    #expect(parse(language: "es", files).diagnostics.map(\.id) == [.badWord])
    files["a"] = script("  wind: whined\n")
    files["a.es"] = "language: es\nsay as: { viento: '[[' }\ntexts:\n"
    let broken = parse(language: "es", files)
    #expect(broken.diagnostics.map(\.span.file) == ["a.es"])
    #expect(parse(files).diagnostics == [])
  }
}
