import Foundation
import RoutineScript
import TestSupport
import Testing

@Suite("Every mistake is found where it is")
struct DiagnosticTests {
  static let sources: [String] = [
    """
    title: Unknown keys, all at once
    abuot: A typo.
    #<     unknown-key
    steps:
      - reps: 10
        temo: 2s
    #   ^^^^ unknown-key
      - say: Hello.
        on: the wall
    #   ^^ misplaced-key
      - rep: 3
    #   ^^^ unknown-key
    """,
    """
    title: Kinds
    steps:
      - heat: 12 min
        roll: 2 min
    #   ^^^^ two-kinds
      - hands: both
    #   ^^^^^ no-kind
      - rest: 5s
        heat: 10 min
    #   ^^^^ two-kinds
      - reps: 3
        rest: 5s
    #   ^^^^ misplaced-key
      - hello
    #   ^^^^^ wrong-shape
    """,
    """
    title: Durations
    steps:
      - pause: 90
    #          ^^ bad-duration
      - pause: 5 lightyears
    #          ^^^^^^^^^^^^ bad-duration
      - pause: -3s
    #          ^^^ out-of-range
      - pause: 25h
    #          ^^^ out-of-range
      - pause: 99999999999999999999 h
    #          ^^^^^^^^^^^^^^^^^^^^^^ out-of-range
      - pause: .nan
    #          ^^^^ bad-duration
      - pause: 0s
    #          ^^ out-of-range
      - pause:
        # nothing
    """.replacingOccurrences(of: "  - pause:\n    # nothing", with: "  - pause: 1:75")
      + "\n#          ^^^^ bad-duration\n",
    """
    title: Numbers
    steps:
      - reps: -1
    #         ^^ out-of-range
      - reps: 0
    #         ^ out-of-range
      - reps: many
    #         ^^^^ bad-number
      - reps: .nan
    #         ^^^^ bad-number
      - reps: 99999999999999999999
    #         ^^^^^^^^^^^^^^^^^^^^ out-of-range
      - repeat: 1000000000
    #           ^^^^^^^^^^ out-of-range
        steps:
          - say: Again.
      - reps: 5
        tempo: 0s
    #          ^^ out-of-range
    """,
    """
    title: Words
    steps:
      - reps: 5
        count: upp
    #          ^^^ bad-word
        each side: [left, rihgt]
    #                     ^^^^^ bad-word
        hands: three
    #          ^^^^^ bad-word
      - hold: 40 s
        announce: sometimes
    #             ^^^^^^^^^ bad-word
        during:
          - say: When?
    #       ^ missing-key
          - at: 5s
    #       ^ two-kinds
            every: 5s
            say: Both.
    """,
    """
    title: Settings
    settings: { reps: 10, unused: 3 }
    #                     ^^^^^^ unused-setting
    steps:
      - reps: ${rep}
    #         ^^^^^^ unknown-setting
      - reps: ${reps}
      - say: Now ${rep} of ${ res } and ${rep}, and ${reps and more}, and ${rap}.
    #            ^^^^^^ unknown-setting
    #                      ^^^^^^^^ unknown-setting
    #                                               ^^^^^^^^^^^^^^^^ unknown-setting
      - say: Not ${$reps} either.
    #            ^^^^^^^^ unknown-setting
      - say: >-
          This takes ${length}.
          It has ${reps} or ${rep}.
    #                       ^^^^^^ unknown-setting
    """,
    """
    title: Silence
    steps:
      - wait: 10 s
    #         ^^^^ wrong-shape
      - wait: "10 s"
      - wait for me
    #   ^^^^^^^^^^^ wrong-shape
      - reps: 5
        tempo: { up 2s, down: 2s }
    #            ^^^^^ wrong-shape
      - say:Sit: tall
    #   ^^^^^^^ unknown-key
    """,
    """
    title: Levels
    part: strenght
    #     ^^^^^^^^ bad-word
    settings:
      sets: { easy: 1, steady: 2, hard: 3 }
    #       ^ missing-key
    #                             ^^^^ unknown-key
      length: 3 min
    # ^^^^^^ bad-word
      hold: { easy: 5 s, steady: 8 s, strong: "${sets}" }
    #                                         ^^^^^^^^^ bad-word
    steps:
      - say: It takes ${length}.
      - reps: 5
        sets: ${sets}
    """,
    """
    title: What is not said
    steps:
      - say: Now do step #3 again.
    #                    ^^^^^^^^^ comment-in-text
      - say: "Number #5"
      - say: Sit tall. # the slouching ones
      - say: A sharp#, and a lone one #
      - reps: 3 #for the left
        of: Twist #1
    #             ^^ comment-in-text
      - say: Now do step three again, and then
          step #4 as well.
    #          ^^^^^^^^^^^ comment-in-text
    """,
    """
    title: Safety
    steps:
      - heat: 3h
    #   ^^^^ heat-too-long
      - heat: 18 min
    #   ^^^^ heat-too-long
      - roll: 1 min
    #   ^^^^ roll-too-short
      - roll: 7 min
    #   ^^^^ roll-too-long
      - roll: 11 min
    #   ^^^^ roll-too-long
      - heat: 12 min
    #   ^^^^ heat-after-movement
      - roll: 6 min
        because: the physiotherapist asked for it
      - hold: 20 s
        each side: [left]
    #   ^^^^^^^^^ one-side
    """,
    """
    title: Rounds of heat add up
    steps:
      - repeat: 5
        steps:
          - heat: 15 min
    #       ^^^^ heat-too-long
          - rest: 30 s
    """,
    """
    title: Heat in two places
    steps:
      - heat: 10 min
        on: your neck
      - heat: 10 min
        on: your lower back
      - heat: 4 min
    #   ^^^^ heat-too-long
        on: Your neck
      - heat: 5 min
        on: your lower back
        because: it is far from the neck
      - heat: 11 min
    #   ^^^^ heat-too-long
        on: your neck
        because: nothing excuses this
    """,
    """
    title: Nobody is that fast
    steps:
      - reps: 10
        tempo: 1 ms
    #          ^^^^ out-of-range
      - hold: 60 s
        announce: [every 1 s, last 90 s]
    #              ^^^^^^^^^ out-of-range
    #                         ^^^^^^^^^ out-of-range
        during:
          - every: 90 ms
    #              ^^^^^ out-of-range
            say: Again.
    """,
    """
    title: Twice
    steps:
      - say: One.
        say: Two.
    #   ^^^ duplicate-key
      - reps: 5
        tempo: { left: 1s, left: 2s }
    #                      ^^^^ duplicate-key
        hands: many
    #          ^^^^ bad-word
    """,
    """
    title: Shapes
    steps:
      - reps: [1, 2]
    #         ^ wrong-shape
      - say: { a: b }
    #        ^ wrong-shape
      - repeat: 3
    #   ^ missing-key
      - say: ""
    #        ^^ missing-key
    """,
    """
    title: A list of steps is missing
    #< missing-key
    """,
    """
    - just
    #< wrong-shape
    - a list
    """,
    """
    title: Anchors
    steps:
      - say: &a Hello.
      - say: *a
    #        ^^ anchor-or-alias
    """,
    """
    title: "never closed
    steps:
      - say: x
    #< syntax
    """.replacingOccurrences(of: "#< syntax", with: "\"\n  - : [\n#< syntax"),
  ]

  @Test("Findings are those that are marked, and no others", arguments: sources)
  func marked(text: String) {
    let source = MarkedSource(text)
    let outcome = RoutineParser().parse(SourceText(name: "marked.yaml", text: text))
    #expect(source.found(outcome.diagnostics) == source.expectations)
    for finding in outcome.diagnostics {
      #expect(!finding.message.hasSuffix("."))
      #expect(finding.remedy != nil, "\(finding.id) says what to write instead")
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(finding.sourceLine == lines[finding.span.start.line - 1])
    }
  }

  @Test("Of thousands of unknown settings in one value the first are told")
  func manyReferences() {
    let references = (0..<9_000).map { "      ${q\($0)} ${r\($0)}\n" }.joined()
    let text = "title: T\nsteps:\n  - reps: |\n\(references)  - say: x\n"
    let findings = RoutineParser().parse(SourceText(name: "t", text: text)).diagnostics
    #expect(findings.count < 1_000)
    #expect(findings.contains { $0.id == .tooManyFindings })
  }

  @Test(
    "What can only be meant one way is corrected where it stands, and nothing else is touched",
    arguments: [
      ("title: 家\r\nsteps:\r\n- sya: x # sya\r\n", "title: 家\r\nsteps:\r\n- say: x # sya\r\n", 1),
      (
        "titel: T\nsteps:\n  - hold: 9 s\n    \"each sode\": [ 'lefft', right ]\n",
        "title: T\nsteps:\n  - hold: 9 s\n    each side: [ left, right ]\n", 3
      ),
      // What is meant, and not what would stand there in quotes.
      (
        "title: T\nsteps:\n  - hold: 9 s\n    hands: %none\n",
        "title: T\nsteps:\n  - hold: 9 s\n    hands: none\n", 1
      ),
      // Both could be meant, or it is there already, or it is too far from anything.
      ("title: T\nsteps:\n  - reps: 3\n    tempo: 2 s\n    tempp: 2 s\n", nil, 0),
      ("title: T\nsteps:\n  - xyzzy: 3\n", nil, 0),
      // One of the two is meant, and nobody knows which.
      ("title: T\nsteps:\n  - say: x\n    z:g :\n    z:y\t:\n", nil, 0),
      ("title: T\nstep:\n  - say: x\nstepss:\n  - say: y\n", nil, 0),
    ])
  func corrections(text: String, corrected: String?, count: Int) {
    var source = SourceText(name: "t", text: text)
    var total = 0
    // What a wrong key hides is found when it is right.
    for _ in 0..<3 {
      let (text, count) = source.corrected(by: RoutineParser().parse(source).diagnostics)
      source = SourceText(name: "t", text: text)
      total += count
    }
    #expect(source.text == corrected ?? text)
    #expect(total == count)
  }

  @Test("A typo is answered with the word that was meant")
  func suggestions() {
    let script = "title: T\nsteps:\n  - reps: 5\n    temo: 2s\n"
    let finding = RoutineParser().parse(SourceText(name: "t", text: script)).diagnostics.first
    #expect(finding?.message == "unknown key `temo`; did you mean `tempo`?")
    #expect(finding?.remedy == "write `tempo:`")
  }

  @Test("Of very many repeated keys the first are told")
  func repeated() {
    let large = String(repeating: "k: x\n", count: 50_000)
    let outcome = RoutineParser().parse(SourceText(name: "t", text: large))
    #expect(outcome.diagnostics.count { $0.id == .duplicateKey } == 500)
    #expect(outcome.diagnostics.contains { $0.id == .tooManyFindings })
    let written = RoutineParser().parse(SourceText(name: "t", text: "1: x\n\"1\": y\n"))
    #expect(written.diagnostics.map(\.id).contains(.duplicateKey), "in quotes it is the same key")
  }

  @Test("A text that says nothing is empty, whatever stands around it")
  func nothing() {
    for text in [
      "", "---", "---\n", "# a comment\n---\n# another", "--- # a comment", "---\n...\n",
    ] {
      let outcome = RoutineParser().parse(SourceText(name: "t", text: text))
      #expect(outcome.diagnostics.map(\.id) == [.empty], "\(text)")
      #expect(outcome.diagnostics.first?.span.start.line == 1, "\(text)")
    }
  }

  @Test("Of very many findings the first are told, and that there are more")
  func many() {
    let keys = (0..<20_000).map { "k\($0): x\n" }.joined()
    let outcome = RoutineParser().parse(SourceText(name: "t", text: keys))
    #expect(outcome.diagnostics.count == 501)
    #expect(outcome.diagnostics.contains { $0.id == .tooManyFindings })
  }

  @Test(
    "Settings cannot be used to make texts of any length",
    arguments: [
      "settings: { a: \(String(repeating: "x", count: 300)) }\nsteps:\n  - say: ${a}\n",
      "settings: { a: \(String(repeating: "x", count: 150)) }\nsteps:\n  - say: "
        + String(repeating: "${a}", count: 100) + "\n",
      "settings: { a: \(String(repeating: "x", count: 150)) }\nsteps:\n  - say: y\n    section: "
        + String(repeating: "${a}", count: 100) + "\n",
    ])
  func longSettings(script: String) {
    let outcome = RoutineParser().parse(SourceText(name: "t", text: "title: T\n" + script))
    #expect(outcome.diagnostics.contains { $0.id == .outOfRange })
  }

  @Test(
    "Texts that are no script end in one finding, quickly",
    arguments: [
      ("", DiagnosticID.empty), ("# nothing\n", .empty), ("\u{0}\u{1}\u{2}", .unreadable),
      (String(repeating: "[", count: 200_000), .tooLarge),
      (String(repeating: "[\n", count: 100_000), .syntax),
      (String(repeating: "- ", count: 1_900), .syntax),
      (String(repeating: "a: {\n", count: 5_000), .syntax),
      (String(repeating: "a", count: 2 << 20), .tooLarge),
      ((1...80).map { String(repeating: " ", count: $0) + "- a:\n" }.joined(), .syntax),
      (
        "a: &a [x, x]\n"
          + (1...40).map { "a\($0): &a\($0) [*a\($0 == 1 ? "" : "\($0 - 1)"), *a]\n" }.joined(),
        .alias
      ),
    ])
  func hopeless(text: String, id: DiagnosticID) {
    let outcome = RoutineParser().parse(SourceText(name: "t", text: text))
    #expect(outcome.routine == nil)
    #expect(outcome.diagnostics.map(\.id) == [id])
  }
}
