import Catalog
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
}
