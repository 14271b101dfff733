import RoutineScript
import SourceYAML
import TestSupport
import Testing

@Suite("Scripts become routines")
struct RoutineParserTests {
  private func parse(
    _ text: String, _ overrides: [String: String] = [:]
  ) -> RoutineParser.Outcome {
    RoutineParser(overrides: overrides).parse(SourceText(name: "test.yaml", text: text))
  }

  @Test("Every routine that ships has no finding")
  func shipped() throws {
    for name in try Repository.routines() {
      let outcome = parse(try Repository.text("Scripts/\(name).yaml"))
      #expect(outcome.diagnostics == [], "\(name)")
      #expect(outcome.routine?.source != nil, "\(name) names its source")
    }
  }

  @Test("The whole language reads")
  func language() throws {
    let outcome = parse(
      """
      title: Everything
      about: All of it.
      for: [pregnancy]
      needs: wall
      voice: calm
      settings: { heat: 12 min, n: 4 }
      steps:
        - say: Leave it on for ${heat}.
          section: Start
        - pause: 2s
        - wait: Ready?
          at most: 20s
        - heat: ${heat}
          where: your back
        - reps: ${n}
          of: Twist
          say: Sit tall.
          tempo: { left: 2s, right: 1:01 }
          count: every 2
          sets: 3
          rest: 10s
          each side: [right, left]
          hands: both
          with baby:
            say: Hold your baby.
        - hold: 20s
          times: 2
          rest: 5s
          announce: [halfway, last 3]
          during:
            - at: 5s
              say: Breathe.
        - repeat: 2
          steps:
            - rest: 5s
            - roll: 2 min
              pressure: [gentle, firm]
      """)
    #expect(outcome.diagnostics == [])
    let steps = try #require(outcome.routine).steps
    #expect(steps.count == 7)
    guard case .say(let text) = steps[0].action else {
      Issue.record("say")
      return
    }
    #expect(text.pieces == [.words("Leave it on for "), .duration(.seconds(720)), .words(".")])
    guard case .reps(let reps) = steps[4].action else {
      Issue.record("reps")
      return
    }
    #expect(reps.count == Count(4))
    #expect(reps.tempo.map(\.name) == ["left", "right"])
    #expect(reps.tempo.map(\.duration) == [.seconds(2), .seconds(61)])
    #expect(reps.counting == .every(Count(2)))
    #expect(steps[4].sides == [.right, .left])
    #expect(steps[5].announcements == [.halfway, .last(.seconds(3))])
  }

  @Test("A setting that the listener chooses takes the script's place, and is checked like it")
  func overrides() throws {
    let script = "title: T\nsettings: { heat: 12 min }\nsteps:\n  - heat: ${heat}\n"
    guard case .heat(let duration, _) = parse(script, ["heat": "900s"]).routine?.steps[0].action
    else {
      Issue.record("not set")
      return
    }
    #expect(duration == .seconds(900))
    #expect(parse(script, ["heat": "soon"]).diagnostics.map(\.id) == [.badDuration])
    #expect(parse(script, ["heat": "1h"]).diagnostics.map(\.id) == [.heatTooLong])
    let unknown = parse(script, ["heet": "900s"]).diagnostics
    #expect(unknown.map(\.message) == ["this routine has no setting `heet`; did you mean `heat`?"])
  }

  @Test("A setting has a value for each level; the listener's own value comes before it")
  func levels() throws {
    let script =
      "title: T\nsettings: { n: { easy: 5, steady: 8, strong: 12 } }\nsteps:\n  - reps: ${n}\n"
    func count(_ level: Level?, _ values: [String: String] = [:]) -> Int32? {
      let source = SourceText(name: "t", text: script)
      let routine = RoutineParser(overrides: values, level: level).parse(source).routine
      guard case .reps(let reps) = routine?.steps[0].action else { return nil }
      return reps.count.value
    }
    #expect(count(nil) == 8)
    #expect(count(.easy) == 5)
    #expect(count(.strong) == 12)
    #expect(count(.strong, ["n": "3"]) == 3)
    let setting = try #require(parse(script, [:]).routine?.settings.first)
    #expect(setting.standard == "8")
    #expect(setting.byLevel == [.easy: "5", .steady: "8", .strong: "12"])
    let plain = SourceText(name: "t", text: "title: T\nsteps:\n  - say: Hello.\n")
    #expect(
      RoutineParser(level: .easy).parse(plain).diagnostics.map(\.message) == [
        "this routine has no levels, so it cannot be `easy`"
      ])
  }

  @Test("Includes: steps of another routine, a cycle, a missing one, findings in their own file")
  func includes() {
    let files = [
      "a": "title: A\nsteps:\n  - include: b\n  - say: A.\n",
      "b": "title: B\nsteps:\n  - say: B.\n",
      "loop": "title: L\nsteps:\n  - include: pool\n",
      "pool": "title: P\nsteps:\n  - include: loop\n",
      "lost": "title: L\nsteps:\n  - include: nowhere\n",
      "bad": "title: L\nsteps:\n  - include: broken\n",
      "broken": "title: L\nsteps:\n  - reps: x\n",
    ]
    let parser = RoutineParser { name, _ throws(RoutineParser.IncludeFailure) in
      guard let text = files[name] else {
        throw RoutineParser.IncludeFailure("no `\(name)`", remedy: "write another")
      }
      return SourceText(name: name, text: text)
    }
    let read = { (name: String) in
      parser.parse(SourceText(name: name, text: files[name] ?? ""))
    }
    guard case .include(_, let steps) = read("a").routine?.steps[0].action else {
      Issue.record("not included")
      return
    }
    #expect(steps.count == 1)
    #expect(steps[0].span.file == "b")
    #expect(read("loop").diagnostics.map(\.id) == [.includeCycle])
    #expect(read("loop").diagnostics[0].message.contains("loop → pool → loop"))
    #expect(read("lost").diagnostics.map(\.id) == [.includeMissing])
    #expect(read("bad").diagnostics.map(\.id) == [.badNumber])
    #expect(read("bad").diagnostics.map(\.span.file) == ["broken"])
  }

  @Test("`${length}` where it cannot be said is reported without bad advice")
  func length() throws {
    let outcome = parse(
      "title: About ${length}\nsteps:\n  - pause: ${length}\n  - say: ${length}\n")
    #expect(outcome.diagnostics.map(\.span.start.line) == [1, 3])
    for finding in outcome.diagnostics {
      #expect(finding.id == .unknownSetting)
      #expect(finding.message.contains("how long the routine takes"))
      // A setting of that name is an error as well.
      #expect(finding.remedy?.contains("settings:") == false)
    }
  }
}
