import Catalog
import CueTimeline
import Preparation
import RoutineScript
import TestSupport
import Testing

@Suite("Heat, doses and positions are those that are safe")
struct RoutineSafetyTests {
  @Test(
    "Heat comes before movement, for 10 to 15 minutes, and its end says what to do",
    arguments: Way.all)
  func heat(way: Way) throws {
    let heard = try way.heard()
    for (index, step) in heard.done.enumerated() where step.kind == .heat {
      #expect(heard.done[..<index].allSatisfy { $0.kind == .heat })
      let interval = try #require(step.interval)
      #expect((.seconds(600) ... .seconds(900)).contains(heard.time(interval)))
      let next = try #require(heard.spoken.first { $0.start >= interval.upperBound })
      #expect(heard.timeline.caption(of: next) == heard.phrases.text(.heatOff))
      #expect(heard.time(interval.upperBound..<next.start) <= .seconds(2))
    }
  }

  @Test("Heat is never on the belly, and never where the baby lies", arguments: Way.all)
  func heatPlace(way: Way) throws {
    let heard = try way.heard()
    for step in heard.done where step.kind == .heat {
      let interval = try #require(step.interval)
      let cues = heard.spoken(in: step)
      let before = cues.filter { $0.start < interval.lowerBound }.map(heard.timeline.caption)
      #expect(before.contains { $0.contains("never on your belly") })
      if way.withBaby { #expect(before.contains { $0.contains("away from your baby") }) }
      for sentence in cues.map(heard.timeline.caption) where sentence.contains("belly") {
        #expect(sentence.contains("never"))
      }
    }
  }

  @Test("Nobody has to lie down", arguments: Way.all)
  func position(way: Way) throws {
    let words = Set(try way.heard().sentences.flatMap(\.spokenWords))
    #expect(words.isDisjoint(with: ["lie", "lies", "lying", "lay", "supine"]))
  }

  @Test("Nobody has to hold the breath", arguments: Way.all)
  func breath(way: Way) throws {
    for sentence in try way.heard().sentences {
      let words = Set(sentence.spokenWords)
      #expect(!words.isSuperset(of: ["hold", "breath"]), "\(sentence)")
    }
  }

  @Test(
    "Relief moves in three directions, ten times each",
    arguments: Way.all.filter { ["upper-back-relief", "upper-back-mobility"].contains($0.routine) })
  func movement(way: Way) throws {
    let moved = try way.heard().done.filter { $0.kind == .reps }
    #expect(Set(moved.map(\.name)).count == 3)
    #expect(moved.count == 3)
    #expect(moved.allSatisfy { $0.reps == 10 })
  }

  @Test("Every set has ten repetitions, on both sides where there are sides", arguments: Way.all)
  func repetitions(way: Way) throws {
    let heard = try way.heard()
    let sets = heard.done.filter { $0.kind == .reps }
    #expect(sets.allSatisfy { $0.reps == 10 })
    for name in Set(heard.done.map(\.name)) {
      let sides = heard.done.filter { $0.name == name }.compactMap(\.side)
      #expect(
        sides.count { $0 == heard.phrases.side(.right) }
          == sides.count { $0 == heard.phrases.side(.left) }, "\(name)")
    }
  }

  @Test("The ball takes 2 to 5 minutes a side, gently, off the spine", arguments: Way.all)
  func ball(way: Way) throws {
    let heard = try way.heard()
    let rolled = heard.done.filter { $0.kind == .roll }
    guard !rolled.isEmpty else { return }
    #expect(rolled.compactMap(\.side).sorted() == Side.ofBody.map(heard.phrases.side).sorted())
    for step in rolled {
      #expect((.seconds(120) ... .seconds(300)).contains(heard.time(try #require(step.interval))))
      let sentences = heard.spoken(in: step).map(heard.timeline.caption)
      #expect(sentences.contains { $0.contains("never be painful") })
      #expect(sentences.contains(heard.phrases.text(.rollOffSpine)))
    }
  }

  @Test(
    "The alternative with a baby has at least the dose of the original",
    arguments: Way.all.filter(\.withBaby))
  func dose(way: Way) throws {
    let withBaby = try way.heard().dose
    let alone = try Way(routine: way.routine, level: way.level, withBaby: false).heard().dose
    #expect(withBaby.keys == alone.keys)
    for (kind, least) in alone { #expect((withBaby[kind] ?? .zero) >= least, "\(kind)") }
  }
}

extension Heard {
  /// How long each kind of thing is done, repetitions, holds, heat and the ball.
  fileprivate var dose: [StepKind: Duration] {
    done.reduce(into: [:]) { dose, step in
      dose[step.kind, default: .zero] += step.interval.map(time) ?? .zero
    }
  }
}
