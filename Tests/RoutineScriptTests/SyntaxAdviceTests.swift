import RoutineScript
import ScriptTools
import SourceYAML
import Testing

/// What people write who do not know YAML: where the mistake is, and what to write instead.
@Suite("A mistake in YAML is reported as its author sees it")
struct SyntaxAdviceTests {
  /// Steps after a first one in column 3, so that they begin in line 4.
  private static func script(_ steps: String) -> SourceText {
    SourceText(name: "t", text: "title: T\nsteps:\n  - say: Welcome.\n" + steps)
  }

  struct Mistake: CustomTestStringConvertible {
    let steps: String
    /// The line from the first of the steps on, and the columns.
    let line: Int
    let columns: Range<Int>
    let remedy: String
    /// The steps as `--fix` leaves them.
    let fixed: String?

    init(
      _ steps: String, _ line: Int, _ columns: Range<Int>, _ remedy: String, fixed: String? = nil
    ) {
      self.steps = steps
      self.line = line
      self.columns = columns
      self.remedy = remedy
      self.fixed = fixed
    }

    var testDescription: String { steps }
  }

  static let mistakes: [Mistake] = [
    // Signs that are YAML's own.
    Mistake(
      "  - say: Now: breathe in\n", 1, 10..<25, "write `\"Now: breathe in\"`",
      fixed: "  - say: \"Now: breathe in\"\n"),
    Mistake(
      "  - say: Now: \"in\" # slowly\n", 1, 10..<19, "write `'Now: \"in\"'`",
      fixed: "  - say: 'Now: \"in\"' # slowly\n"),
    Mistake(
      "  - say: Now: breathe\n      and rest\n", 1, 10..<22, "write `\"Now: breathe\"`"),
    Mistake(
      "  - say: [In] and out\n", 1, 10..<22, "write `\"[In] and out\"`",
      fixed: "  - say: \"[In] and out\"\n"),
    Mistake(
      "  - say: *Slowly* now\n", 1, 10..<22, "write `\"*Slowly* now\"`",
      fixed: "  - say: \"*Slowly* now\"\n"),
    Mistake("  - say: & on\n", 1, 10..<14, "write `\"& on\"`", fixed: "  - say: \"& on\"\n"),
    Mistake("  - say: @home\n", 1, 10..<15, "write `\"@home\"`", fixed: "  - say: \"@home\"\n"),
    Mistake("  - say: %5\n", 1, 10..<12, "write `\"%5\"`", fixed: "  - say: \"%5\"\n"),
    Mistake("  - say: `x`\n", 1, 10..<13, "write \"`x`\"", fixed: "  - say: \"`x`\"\n"),
    Mistake("  - say: >Sit tall.\n", 1, 10..<20, "leave `>-` alone on this line"),
    // Quotation marks.
    Mistake(
      "  - say: 'Don't move'\n", 1, 10..<22, "write `\"Don't move\"`",
      fixed: "  - say: \"Don't move\"\n"),
    Mistake(
      "  - say: \"Sit\" and rest\n", 1, 16..<24,
      "put quotes around all of it: `'\"Sit\" and rest'`"),
    Mistake("  - say: \"Sit tall\n  - rest: 9s\n", 1, 10..<11, "write `\"` where the text ends"),
    Mistake(
      "  - say: \"Sit tall\n  - say: \"Breathe\"\n", 1, 10..<11,
      "write `\"` where the text ends"),
    Mistake("  - say: \"5\\6\"\n", 1, 12..<13, "write `\\\\` for it"),
    // Spaces and hyphens.
    Mistake(
      "  -say: In.\n", 1, 3..<4, "write `- `", fixed: "  - say: In.\n"),
    Mistake("  – say: In.\n", 1, 3..<4, "write `- `", fixed: "  - say: In.\n"),
    Mistake("  • say: In.\n", 1, 3..<4, "write `- `", fixed: "  - say: In.\n"),
    Mistake(
      "  - reps: 5\n    of:Twist\n    say: Turn.\n", 2, 7..<8, "write `of: Twist`",
      fixed: "  - reps: 5\n    of: Twist\n    say: Turn.\n"),
    Mistake(
      "  - reps:\u{A0}5\n    of: Twist\n", 1, 10..<11, "type a space instead",
      fixed: "  - reps: 5\n    of: Twist\n"),
    Mistake(
      "  - reps: 5\n    of Twist\n    say: Turn.\n", 2, 5..<7, "write `of:`",
      fixed: "  - reps: 5\n    of: Twist\n    say: Turn.\n"),
    Mistake(
      "  - repeat: 2\n    steps\n      - rest: 9s\n", 2, 5..<10, "write `steps:`",
      fixed: "  - repeat: 2\n    steps:\n      - rest: 9s\n"),
    // Texts that end before they should.
    Mistake(
      "  - say: Do step #3 then\n      go on with it.\n", 1, 18..<25, "put the whole text in quotes"
    ),
    Mistake(
      "  - say: >-\n      Sit tall.\n      Breathe.\n     Rest now.\n", 4, 6..<15,
      "start it in column 7"),
    // What continues a text is not a key, and no key is made twice.
    Mistake(
      "  - heat: 18 min\n    say: A little longer today,\n    because your back is tight.\n  - rest: 9s\n",
      3, 5..<12, "write `because:`; or, if it belongs to the text above, indent it more"),
    Mistake(
      "  - hold: 9s\n    say: >-\n    rest your arms.\n    of: Arms\n", 3, 5..<20,
      "or indent it more"),
    Mistake(
      "  - hold: 9s\n    of Twist\n    of: Turn\n", 2, 5..<7, "write `of:`"),
    Mistake(
      "  - say: Not advice.\n  reps: 5\n", 2, 3..<7,
      "start it in column 5 if it belongs to the same step; or, if a new step begins here, write `- reps:`"
    ),
    Mistake(
      "  - reps: 5\n    slowly\n    say: Turn.\n", 2, 5..<11, "write `key: slowly`"),
    Mistake("  - reps: 5 of: Twist\n", 1, 13..<15, "start a new line with `of:`, in column 5"),
    // Columns.
    Mistake("\t- rest: 9s\n", 1, 1..<2, "use spaces"),
    Mistake("  - reps: 5\n     of: Twist\n", 2, 6..<8, "start it in column 5"),
    Mistake("  - reps: 5\n   of: Twist\n", 2, 4..<6, "start it in column 5"),
    Mistake(
      "  - tempo:\n      up: 2s\n       down: 2s\n", 3, 8..<12,
      "start it in column 7; or, if it is text, write `>-` after `up:`"),
    Mistake(" - rest: 9s\n", 1, 2..<3, "start it in column 3"),
    Mistake("    - rest: 9s\n", 1, 5..<6, "start it in column 3"),
    Mistake("  - repeat: 2\n    - rest: 9s\n", 2, 5..<6, "write `steps:` on a line above them"),
    Mistake("  - say: - In.\n", 1, 10..<11, "start a new line with `- `"),
    // Brackets.
    Mistake(
      "  - hold: 9s\n    each side: [right, left\n    of: Lean\n", 2, 16..<17, "write `]`"),
    Mistake("  - reps: 5\n    tempo: { up: 2s down: 2s }\n", 2, 25..<26, "write a `,`"),
    Mistake("---\ntitle: Two\n", 1, 1..<4, "make another file"),
  ]

  @Test("Where the mistake is, and what to write", arguments: mistakes)
  func mistake(_ mistake: Mistake) throws {
    let source = Self.script(mistake.steps)
    let finding = try #require(RoutineParser().parse(source).diagnostics.first)
    #expect(finding.id == .syntax)
    #expect(finding.span.start.line == mistake.line + 3)
    #expect(finding.span.start.column..<finding.span.end.column == mistake.columns)
    #expect(finding.remedy?.contains(mistake.remedy) == true, "\(finding.remedy ?? "no remedy")")
    #expect(finding.sourceLine == source.lines[finding.span.start.line - 1])
    let (fixed, count) = source.corrected(by: [finding])
    #expect(count == (mistake.fixed == nil ? 0 : 1))
    #expect(fixed == Self.script(mistake.fixed ?? mistake.steps).text)
    if mistake.fixed != nil {
      let again = RoutineParser().parse(SourceText(name: "t", text: fixed))
      #expect(!again.diagnostics.contains { $0.id == .syntax })
    }
  }

  @Test("A step that is stuck to the title lacks its `steps:`")
  func noSteps() {
    let outcome = RoutineParser().parse(SourceText(name: "t", text: "title: T\n- say: In.\n"))
    #expect(outcome.diagnostics.map(\.remedy) == ["write `steps:` on a line above it"])
    let bare = RoutineParser().parse(SourceText(name: "t", text: "- say: In.\n"))
    #expect(bare.diagnostics.map(\.id) == [.wrongShape])
    #expect(bare.diagnostics.first?.remedy?.contains("`title: …`") == true)
  }

  @Test("What can only mean one thing is stepped over, and what follows is found at its own place")
  func several() {
    let source = Self.script(
      """
        - { say: "a", tmepo: 'it's', hans: one }
        - say: Now: in  # and out
          sectoin: Breath
        – {reps: 12-15, of:Twist}
        - say: 'Don't'
        - say: !Stop there
        - rest: 2,5 s

      """)
    let found = RoutineParser().parse(source).diagnostics.map {
      "\($0.span.start.line):\($0.span.start.column)-\($0.span.end.column) \($0.id.name)"
    }
    // The step with the stray apostrophe is left out, and nothing else.
    #expect(
      found == [
        "4:28-29 syntax", "5:10-17 syntax", "6:5-12 unknown-key", "7:3-4 syntax",
        "7:12-17 bad-number", "7:19-27 unknown-key", "8:10-17 syntax", "9:10-21 anchor-or-alias",
        "10:11-16 bad-duration",
      ])
    let rest = SourceText(
      name: "t", text: source.text.replacing("it's", with: "its"))
    #expect(
      RoutineParser().parse(rest).diagnostics.map {
        "\($0.span.start.line):\($0.span.start.column)-\($0.span.end.column) \($0.id.name)"
      } == [
        "4:17-22 unknown-key", "4:31-35 unknown-key", "5:10-17 syntax", "6:5-12 unknown-key",
        "7:3-4 syntax", "7:12-17 bad-number", "7:19-27 unknown-key", "8:10-17 syntax",
        "9:10-21 anchor-or-alias", "10:11-16 bad-duration",
      ])
  }

  @Test("A step that is not YAML is left out, and all others are still checked")
  func leftOut() {
    let source = SourceText(
      name: "t",
      text: """
        title: T
        settings: { reps: 5 }
        steps:
          - sya: One.
          - say: "Two
            of: x
          - reps: 5 tempo: 2 s
            with baby:
              - reps: ${reps}
                tepmo: 2 s
          # Three.
          - repeat: 2
            steps:
              - rest: 5 m 3
              - hold: 5 s
                say: Three
               of: Four
              - rest: 6 secs 2
          - hold: 20 s
            during:
              - say: "Five
                at: 5 s
              - say: Six
                att: 6 s
          - say: Not advice.
          reps: 5
          - hold: 5 minuts
        part: relif
        """)
    #expect(
      RoutineParser().parse(source).diagnostics.map {
        "\($0.span.start.line):\($0.span.start.column) \($0.id.name)"
      } == [
        "4:5 unknown-key", "5:10 syntax", "7:13 syntax", "14:15 bad-duration", "17:8 syntax",
        "18:15 bad-duration", "21:14 syntax", "26:3 syntax", "27:11 bad-duration", "28:7 bad-word",
      ])
  }

  @Test("A character that nobody can see is found where it is")
  func control() {
    let outcome = RoutineParser().parse(SourceText(name: "t", text: "title: T\nabout: a\u{7}b\n"))
    #expect(outcome.diagnostics.map(\.id) == [.unreadable])
    #expect(outcome.diagnostics.first?.span.start == SourcePosition(line: 2, column: 9))
  }

  @Test(
    "A value written as on paper is reported as the script has it",
    arguments: [
      ("rest: 2,5s", "write `2.5s`", "rest: 2.5s"), ("rest: “9 s”", "write `9 s`", "rest: 9 s"),
      ("rest: 9\u{A0}s", "write `9 s`", "rest: 9 s"), ("rest: 10-15 s", "`10 s`", nil),
      ("rest: 10s to 20s", "`10s`", nil), ("rest: 6 sec.", "write `6 sec`", "rest: 6 sec"),
      ("rest: 1m30", "write `1m30 s`", nil), ("rest: .5 min", "`0.5 min`", "rest: 0.5 min"),
      ("rest: 1 min, 30 s", "write `1 min 30 s`", "rest: 1 min 30 s"),
      ("rest: 1 min and 30 s", "write `1 min 30 s`", "rest: 1 min 30 s"),
      ("hold: 3x10s", "write `hold: 10s`, and `times: 3`", nil),
      ("rest: 3 sek", "write `s`", nil), ("rest: 2 Stunden", "write `h`", nil),
      ("rest: $pause", "write `${pause}`", "rest: ${pause}"),
      ("rest: ${pause", "write `${pause}`", "rest: ${pause}"),
      ("rest: {pause}", "a setting is written `${pause}`", nil),
      ("reps: 12-15", "write one number, `reps: 12`", nil),
      ("reps: 3 x 10", "write `reps: 10`, and `sets: 3`", nil),
      ("reps = 5", "write `reps: 5`", nil), ("wait 10 s", "write `pause: 10 s`", nil),
      ("reps: 10x", "write `10`", "reps: 10"), ("reps: 5.0", "write `5`", "reps: 5"),
      (
        "{ reps: 2, tempo: { up:2s, down: 2s } }", "write `up: 2s`",
        "{ reps: 2, tempo: { up: 2s, down: 2s } }"
      ),
    ])
  func values(step: String, remedy: String, fixed: String?) throws {
    let source = Self.script("  - \(step)\n")
    let finding = try #require(
      RoutineParser().parse(source).diagnostics.first { $0.severity == .error })
    #expect(finding.remedy?.contains(remedy) == true, "\(finding.remedy ?? "no remedy")")
    let (text, _) = source.corrected(by: [finding])
    #expect(text == Self.script("  - \(fixed ?? step)\n").text)
  }

  @Test("A misspelt kind hides nothing of its step, and is its only finding")
  func misspeltKind() {
    let source = Self.script(
      """
        - rps: 5
          say: Turn.
          of: Twist
          tmpo: 3
        - holdd: 9s
          say: Stay.
          each side: [right, lfet]

      """)
    let outcome = RoutineParser().parse(source)
    #expect(
      outcome.diagnostics.map { "\($0.span.start.line) \($0.id.name)" }
        == ["4 unknown-key", "7 unknown-key", "7 bad-duration", "8 unknown-key", "10 bad-word"])
    let (text, count) = source.corrected(by: outcome.diagnostics)
    #expect(count == 4)
    #expect(text.contains("- reps: 5\n") && text.contains("- hold: 9s\n"))
  }

  @Test("Another word for a key is answered with the key, and its value is looked at too")
  func otherWords() {
    let outcome = RoutineParser().parse(
      SourceText(
        name: "t",
        text: """
          name: T
          schritte:
            - sage: Hallo.
            - wiederholungen: zehn
              exercise: Turn
              sides: [rechts, left]
            - hold: 9 s
              repeat: 3
            - say "Well done."

          """))
    #expect(
      outcome.diagnostics.map { "\($0.span.start.line) \($0.id.name): \($0.remedy ?? "")" } == [
        "1 unknown-key: write `title:`", "2 unknown-key: write `steps:`",
        "3 unknown-key: write `say:`", "4 unknown-key: write `reps:`",
        "4 bad-number: write a number from 1 to 1000", "5 unknown-key: write `of:`",
        "6 unknown-key: write `each side:`",
        "6 bad-word: write `each side: [right, left]`, in the order to do them",
        "8 two-kinds: write `times:` for how often it is held",
        "9 wrong-shape: write `say: \"Well done.\"`; or, if this is text, `- say: say \"Well done.\"`",
      ])
  }

  @Test(
    "Of very many mistakes the first are reported: all that a person makes, few of a large file")
  func many() {
    func found(_ lines: Int, of steps: Int) -> Int {
      let text =
        "title: T\nsteps:\n" + String(repeating: "  - say: In.\n", count: steps)
        + (0..<lines).map { "  - say: Now: in \($0)\n" }.joined()
      return RoutineParser().parse(SourceText(name: "t", text: text)).diagnostics.count
    }
    #expect(found(20, of: 100) == 20)
    #expect(found(100, of: 100) == 32)
    #expect(found(100, of: 15_000) == 4)
  }
}
