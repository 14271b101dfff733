import Coach
import RoutineScript
import ScriptTools
import SourceYAML
import TestSupport
import Testing

@Suite("Routines built in code")
struct DraftTests {
  @Test("A draft is written as its author would write it")
  func formatted() {
    let draft = RoutineDraft(
      "Neck: the long way", about: "Everything there is.", audience: ["pregnancy", "postpartum"],
      needs: ["a wall"], part: .movement, source: "my physiotherapist", voice: "hush",
      language: "en", sayAs: ["wind": "/w'aInd/", "TRX": "T R X"],
      steps: [
        .say("This is general guidance, not medical advice. Stop if anything hurts.")
          .section("Welcome"),
        .reps(
          8, of: "Chin tuck", tempo: ["back": .seconds(1.5), "and release": .seconds(2)],
          counting: .last(3), sets: 2, rest: .seconds(20)
        ).saying("Sit tall.").saying("Long neck.", at: .seconds(12)).hands(.none),
        .hold(.seconds(75), of: "Side bend", times: 2, rest: .seconds(10))
          .eachSide(.right, .left).announcing(.halfway, .every(.seconds(30)), .last(.seconds(5)))
          .saying("Breathe.", every: .seconds(20)).hands(.both)
          .withBaby(.hold(.seconds(60), of: "Side bend").announcing()),
        .rounds(2, [.pause(.milliseconds(1_500)), .rest(.seconds(30))]),
        .heat(.seconds(18 * 60), on: "your neck").because("the pad is barely warm"),
        .roll(.seconds(150), on: "the muscles", pressure: ["gentle", "firm, but never painful"]),
        .reps([10, 8], tempo: .strength(lower: .seconds(3), lift: .seconds(1)), rests: [.zero]),
        .reps(5, tempo: ["in": .seconds(4), "hold": .seconds(2), "in": .seconds(1)])
          .eachSide("right leg", "left leg").restingBetweenSides(.seconds(15)),
        .hold([.seconds(20), .seconds(30)]).because("a test"),
        .reps(6, tempo: .each(.seconds(4)), counting: .seconds).alternating(.left, .right),
        .hold(.seconds(8)).counting(.up),
        .rounds(3, rest: .seconds(60), [.work(.seconds(30), of: "Run", end: "Sit down.")]),
        .every(.seconds(60), times: 10, [.reps(8, of: "Squat")]),
        .amrap(.seconds(360), [.reps(8, of: "Squat")]),
        .pause(.seconds(1800)).ringing(.low, at: .zero).ringing(.high, every: .seconds(600)),
        .reps(3, of: "Row").hands(.both).withBaby(hands: .none, saying: "Hold your baby close."),
        .say("Harder.").only(.steady, .strong), .say("Softly.").onlyWithBaby(),
        .wait("Are you ready?", atMost: .seconds(60)),
        .include("heat"),
      ])
    #expect(
      draft.script == """
        title: "Neck: the long way"
        about: Everything there is.
        for: [pregnancy, postpartum]
        needs: [a wall]
        part: movement
        language: en
        source: my physiotherapist
        voice: hush
        say as: { TRX: T R X, wind: /w'aInd/ }

        steps:
          - section: Welcome
            say: This is general guidance, not medical advice. Stop if anything hurts.
          - reps: 8
            of: Chin tuck
            hands: none
            sets: 2
            rest: 20 s
            count: last 3
            say: Sit tall.
            tempo: { back: 1.5 s, and release: 2 s }
            during:
              - at: 12 s
                say: Long neck.
          - hold: 1 min 15 s
            of: Side bend
            each side: [right, left]
            times: 2
            hands: both
            rest: 10 s
            announce: [halfway, every 30 s, last 5 s]
            during:
              - every: 20 s
                say: Breathe.
            with baby:
              - hold: 1 min
                of: Side bend
                announce: off
          - repeat: 2
            steps:
              - pause: 1.5 s
              - rest: 30 s
          - heat: 18 min
            where: your neck
            because: the pad is barely warm
          - roll: 2 min 30 s
            where: the muscles
            pressure: [gentle, "firm, but never painful"]
          - reps: [10, 8]
            rest: 0 s
            tempo: "3-0-1-0"
          - reps: 5
            each side: [right leg, left leg]
            rest: 15 s
            tempo: [in: 4 s, hold: 2 s, in: 1 s]
          - hold: [20 s, 30 s]
            because: a test
          - reps: 6
            alternate: [left, right]
            count: seconds
            tempo: 4 s
          - hold: 8 s
            count: up
          - repeat: 3
            rest: 1 min
            steps:
              - work: 30 s
                of: Run
                end: Sit down.
          - every: 1 min
            times: 10
            steps:
              - reps: 8
                of: Squat
          - amrap: 6 min
            steps:
              - reps: 8
                of: Squat
          - pause: 30 min
            during:
              - at: 0 s
                chime: low
              - every: 10 min
                chime: high
          - reps: 3
            of: Row
            hands: both
            with baby: { hands: none, say: Hold your baby close. }
          - say: Harder.
            only: [steady, strong]
          - say: Softly.
            only: with baby
          - wait: Are you ready?
            at most: 1 min
          - include: heat

        """)
  }

  @Test(
    "What a text says is what is read, whatever signs it has",
    arguments: [
      "a: b", "# no comment", "- no item", "it's \"so\"", "back\\slash", "8", "1:30", "yes", "~",
      "null", "on", "{a}", "[b]", "a, b", "*x", "&x", "!x", "%x", "@x", "`x`", "|", ">", "?", "-",
      "x:", "...", "---", "tab\there", "Ü ß ñ 肩 👶🏽", "e\u{301}", "a\u{FEFF}b", "a\u{85}b\u{2028}c",
      "bell\u{7}", String(repeating: "long words and ", count: 40) + "an end",
      String(repeating: "x", count: 300),
    ])
  func texts(_ text: String) throws {
    let draft = RoutineDraft(
      text, needs: [text, "b"],
      steps: [
        .say("Not medical advice. Stop if it hurts."),
        .reps(2, of: text, tempo: [text: .seconds(3)]).saying(text).section(text)
          .saying(text, at: .seconds(1)),
        .roll(.seconds(120), on: text, pressure: [text]).because(text),
      ])
    let outcome = RoutineParser().parse(SourceText(name: "draft", text: draft.script))
    #expect(outcome.diagnostics == [], "\(draft.script)")
    let routine = try #require(outcome.routine)
    let words = [ScriptText.Piece.words(text)]
    #expect(routine.title == text)
    #expect(routine.needs == [text, "b"])
    #expect(routine.steps[1].name?.pieces == words)
    #expect(routine.steps[1].instruction?.pieces == words)
    #expect(routine.steps[1].section == text)
    #expect(routine.steps[1].during.compactMap(\.text?.pieces) == [words])
    #expect(routine.steps[2].because == text)
    guard case .reps(let reps) = routine.steps[1].action,
      case .roll(_, let place, let pressure) = routine.steps[2].action
    else {
      Issue.record("other kinds of step")
      return
    }
    #expect(reps.tempo.map(\.name) == [text])
    #expect(place?.pieces == words)
    #expect(pressure.map(\.pieces) == [words])
  }

  @Test("Levels have names of the routine's own")
  func levels() {
    let (first, third) = (Level(rawValue: "week 1"), Level(rawValue: "week 3"))
    let draft = RoutineDraft(
      "Weeks", levels: [first, third],
      steps: [.say("Stop if it hurts."), .say("More.").only(third)])
    #expect(
      draft.script == """
        title: Weeks
        levels: [week 1, week 3]

        steps:
          - say: Stop if it hurts.
          - say: More.
            only: [week 3]

        """)
    let outcome = RoutineParser().parse(SourceText(name: "weeks", text: draft.script))
    #expect(outcome.routine?.levels == [first, third])
  }

  @Test(
    "A draft is formatted as `coach format` would",
    arguments: 1...20)
  func formatting(seed: Int) {
    var draft = RoutineDraft("Many", needs: ["a", "b, c"], steps: [])
    for number in 1...seed {
      let text = (0..<number * 7).map { "word\($0 * seed % 11)" }.joined(separator: " ")
      let name = "Twist \(number)"
      draft.steps += [
        .say(text).section("Part \(number)"),
        .reps(Count(Int32(number)), of: name, tempo: .each(.milliseconds(1_000 * number + 3_001)))
          .saying(text).saying(text, every: .seconds(5)),
        .rounds(2, [.rounds(3, [.pause(.seconds(number)), .say(text)])]),
      ]
    }
    let script = draft.script
    guard case .formatted(let text) = ScriptFormatter.format(SourceText(name: "d", text: script))
    else {
      Issue.record("cannot be formatted: \(script)")
      return
    }
    #expect(text == script)
  }

  @Test(
    "Values that cannot be are findings, at their place in the script",
    arguments: [
      (StepDraft.reps(0), DiagnosticID.outOfRange),
      (.reps(2_000), .outOfRange),
      (.pause(.zero), .outOfRange),
      (.pause(.seconds(-3)), .outOfRange),
      (.pause(.seconds(100_000)), .outOfRange),
      (.reps(3, tempo: .each(.milliseconds(10))), .outOfRange),
      (.reps(3, tempo: [:]), .missingKey),
      (.reps(3, tempo: .strength(lower: .seconds(1.5), lift: .seconds(2))), .badDuration),
      (.reps([3, 2], rests: [.seconds(1), .seconds(2)]), .outOfRange),
      (.work(.zero), .outOfRange),
      (.say(""), .missingKey),
      (.say("${nothing}"), .unknownSetting),
      (.hold(.seconds(5)).announcing(.last(.seconds(90))), .outOfRange),
      (.hold(.seconds(5)).eachSide(.left, .left), .badWord),
      (.rounds(2, []), .missingKey),
      (.include("nothing"), .includeMissing),
      (.pause(.seconds(2)).eachSide(.left, .right), .misplacedKey),
      (.heat(.seconds(25 * 60)), .heatTooLong),
    ])
  func impossible(_ step: StepDraft, _ id: DiagnosticID) {
    let draft = RoutineDraft("Odd", steps: [.say("First."), step])
    let found = RoutineParser().parse(SourceText(name: "draft", text: draft.script)).diagnostics
    #expect(found.map(\.id) == [id], "\(draft.script)")
    #expect(found.allSatisfy { $0.span.start.line > 1 })
  }
}
