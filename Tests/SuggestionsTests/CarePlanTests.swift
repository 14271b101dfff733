import Catalog
import CoachErrors
import Foundation
import RoutineScript
import Suggestions
import TestSupport
import Testing

@Suite("What is suggested")
struct CarePlanTests {
  private static func routine(
    _ name: String, _ part: Routine.Part, minutes: Int, needs: [String] = [],
    audience: [String] = ["pregnancy", "postpartum"], effects: Set<Routine.Effect> = [.movement],
    withBaby: Routine.WithBaby = .otherwise
  ) -> CarePlan.Candidate {
    CarePlan.Candidate(
      name: name, part: part, audience: audience, needs: needs, effects: effects,
      withBaby: withBaby, hasLevels: false, length: .seconds(60 * minutes), isMeasured: true)
  }

  private static let all = [
    routine(
      "relief", .relief, minutes: 25, needs: ["a heat pad or warm compress", "a ball", "a wall"],
      effects: [.heat, .movement, .ball]),
    routine(
      "heat", .heat, minutes: 13, needs: ["a heat pad or warm compress"], effects: [.heat]),
    routine("moves", .movement, minutes: 5, needs: ["a chair"]),
    routine("ball", .ball, minutes: 6, needs: ["a massage ball", "a wall"], effects: [.ball]),
    routine("tall", .posture, minutes: 1, withBaby: .asItIs),
    routine("carry", .posture, minutes: 4, needs: ["a baby on your arm"], withBaby: .asItIs),
    routine("feeding", .posture, minutes: 3, audience: ["postpartum"]),
    routine("strong", .strength, minutes: 8, withBaby: .babyDown),
    routine("lesson", .lesson, minutes: 4, effects: [], withBaby: .asItIs),
  ]

  private func plan(_ listener: Listener) -> CarePlan { CarePlan(from: Self.all, for: listener) }

  @Test(
    "What there is time for, in the order in which it helps",
    arguments: [
      (1, ["tall"]), (5, ["moves"]), (12, ["moves", "ball", "tall"]),
      (15, ["moves", "ball", "feeding", "tall"]), (24, ["heat", "moves", "ball"]),
      (25, ["relief"]), (26, ["relief", "tall"]),
      (45, ["lesson", "relief", "strong", "feeding", "tall"]),
    ])
  func time(minutes: Int, expected: [String]) {
    let plan = plan(Listener(time: .seconds(60 * minutes)))
    #expect(plan.picks.map(\.name) == expected)
  }

  @Test("Without a time, half an hour is assumed, and the plan says so")
  func usualTime() throws {
    let plan = plan(Listener())
    #expect(plan.picks == self.plan(Listener(time: .seconds(30 * 60))).picks)
    #expect(words(Listener()).total.hasPrefix("of the usual 30 minutes in all"))
    #expect(words(Listener(time: .seconds(12 * 60))).total == "of 12 minutes in all.")
  }

  @Test("Never heat after movement, never twice the heat or the ball, never too long")
  func always() {
    let things = ["heat pad", "ball", "wall", "chair"]
    for minutes in 1...90 {
      for holdsBaby in [false, true] {
        for mask in 0..<16 {
          let had = things.enumerated().filter { mask >> $0.offset & 1 == 1 }.map(\.element)
          let listener = Listener(
            time: .seconds(60 * minutes), holdsBaby: holdsBaby, things: had)
          let plan = plan(listener)
          #expect(plan.length <= listener.time)
          for effect in [Routine.Effect.heat, .ball] {
            #expect(plan.picks.count { $0.effects.contains(effect) } <= 1)
          }
          let heat = plan.picks.firstIndex { $0.effects.contains(.heat) }
          let moving = plan.picks.firstIndex { !$0.effects.isEmpty }
          if let heat { #expect(heat == moving) }
          for pick in plan.picks where holdsBaby { #expect(pick.withBaby != .babyDown) }
          #expect(plan.picks.count + plan.refusals.count == Self.all.count)
        }
      }
    }
  }

  @Test("Whatever moves comes after the heat, also where its script calls it a lesson")
  func labels() {
    for part in Routine.Part.allCases {
      let plan = CarePlan(
        from: [
          Self.routine("a", part, minutes: 3),
          Self.routine("b", .strength, minutes: 5, effects: [.heat]),
        ], for: Listener(time: .seconds(600)))
      #expect(plan.picks.map(\.name) == ["b", "a"], "\(part)")
    }
  }

  @Test("A thing that no routine needs is named")
  func unneeded() {
    let things = ["walls", " ", "golf ball", "chair", "a banana"]
    let plan = plan(Listener(time: .seconds(600), things: things))
    #expect(plan.unneeded == ["walls", "a banana"])
    #expect(self.plan(Listener(time: .seconds(600))).unneeded == [])
  }

  @Test("Each routine that is left out says why")
  func reasons() {
    let plan = plan(
      Listener(
        time: .seconds(12 * 60), stage: .pregnancy, holdsBaby: true,
        things: ["tennis ball", "wall"]
      ))
    #expect(plan.picks.map(\.name) == ["ball", "carry", "tall"])
    let reasons = Dictionary(
      uniqueKeysWithValues: plan.refusals.map { ($0.candidate.name, $0.reason) })
    #expect(
      reasons == [
        "feeding": .stage(["postpartum"]), "heat": .needs(["a heat pad or warm compress"]),
        "lesson": .noTimeLeft, "moves": .needs(["a chair"]),
        "relief": .needs(["a heat pad or warm compress"]), "strong": .babyDown,
      ])
  }

  @Test(
    "What is at hand is known by its last word, or by all of its words",
    arguments: [
      ("a massage ball", ["ball"], true), ("a massage ball", ["Tennis ball"], true),
      ("a heat pad or warm compress", ["compress"], true),
      ("a heat pad or warm compress", ["heat pad"], true), ("a chair", ["wall", "ball"], false),
      ("a heat pad or warm compress", ["wall"], false), ("a wall", [], false),
    ])
  func things(need: String, things: [String], isThere: Bool) {
    let candidate = Self.routine("it", .posture, minutes: 1, needs: [need])
    let plan = CarePlan(
      from: [candidate], for: Listener(time: .seconds(300), things: things))
    #expect(plan.picks.isEmpty != isThere)
  }

  private func words(_ listener: Listener) -> PlanWords {
    PlanWords(plan(listener), for: listener)
  }

  @Test("A routine's reason depends on what comes before it, and on who holds a baby")
  func why() throws {
    let warm = words(Listener(time: .seconds(24 * 60)))
    #expect(
      plan(Listener(time: .seconds(24 * 60))).picks.map(warm.why) == [
        "Heat comes first: warm muscles move better. You need a heat pad or warm compress.",
        "Movement, now that you are warm. You need a chair.",
        "Then the ball, for the tight spots that are left. You need a massage ball and a wall.",
      ])
    let short = Listener(time: .seconds(5 * 60), things: ["chair"])
    #expect(
      plan(short).picks.map(words(short).why) == [
        "Movement, to loosen you up. You need a chair."
      ])
    let baby = Listener(time: .seconds(60), holdsBaby: true)
    #expect(
      plan(baby).picks.map(words(baby).why) == [
        "Takes strain off your back for the rest of the day. It needs no hands."
      ])
  }

  @Test("A routine is played with a baby's steps only if it has any")
  func options() throws {
    let listener = Listener(time: .seconds(12 * 60), holdsBaby: true, level: .easy)
    let words = words(listener)
    let options = plan(listener).picks.map { ($0.name, words.options(of: $0)) }
    #expect(Dictionary(uniqueKeysWithValues: options)["ball"] == ["--with-baby"])
    #expect(Dictionary(uniqueKeysWithValues: options)["tall"] == [])
    var leveled = Self.routine("it", .strength, minutes: 5)
    #expect(words.options(of: leveled) == ["--with-baby"])
    leveled = CarePlan.Candidate(
      name: "it", part: .strength, audience: [], needs: [], effects: [.movement],
      withBaby: .asItIs, hasLevels: true, length: .seconds(300), isMeasured: true)
    #expect(words.options(of: leveled) == ["--level", "easy"])
  }

  @Test("Each reason for leaving a routine out has words")
  func refusals() {
    let listener = Listener(
      time: .seconds(12 * 60), stage: .pregnancy, holdsBaby: true, things: ["ball", "wall"])
    let words = words(listener)
    let reasons = plan(listener).refusals.map { "\($0.candidate.name) \(words.reason($0))" }
    #expect(
      reasons == [
        "feeding is for postpartum", "heat needs a heat pad or warm compress",
        "lesson takes 4 min, more than is left", "moves needs a chair",
        "relief needs a heat pad or warm compress",
        "strong asks you to put the baby down",
      ])
  }

  @Test("If nothing fits, the shortest that would is named")
  func nothing() throws {
    let listener = Listener(time: .seconds(60), things: ["chair"])
    let plan = CarePlan(
      from: [Self.routine("moves", .movement, minutes: 5, needs: ["a chair"])], for: listener)
    let failure = try #require(PlanWords(plan, for: listener).failure)
    #expect(failure.message == "No routine fits into 1 minute with that.")
    #expect(failure.advice == "The shortest that suits you is moves: 5 min.")
    let other = Listener(time: .seconds(120), things: [])
    let none = CarePlan(
      from: [Self.routine("moves", .movement, minutes: 1, needs: ["a chair"])], for: other)
    #expect(
      PlanWords(none, for: other).failure?.advice
        == "`coach list` shows all routines, and what they need.")
    #expect(words(Listener(time: .seconds(300))).failure == nil)
  }
}
