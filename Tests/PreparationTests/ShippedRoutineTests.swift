import Catalog
import CueTimeline
import Foundation
import Preparation
import RoutineScript
import Sound
import Speech
import TestSupport
import Testing

/// The folders of this repository, with nothing of a user's.
private let folders = Folders(
  user: "/nonexistent", builtIn: Repository.root.path(percentEncoded: false))

@Suite("Every routine that ships, with the real engine", .serialized)
struct ShippedRoutineTests {
  @Test("The rules hold in every voice, with a baby and without; every clip is heard whole")
  func rules() throws {
    for routine in RoutineCatalog(folders).entries.map(\.name) {
      for voice in VoiceCatalog(folders).names(speaking: "en") {
        for withBaby in [false, true] {
          let choices = ListenerChoices(
            voice: voice, withBaby: withBaby)
          let preparation = try Preparation(routine, choices, in: folders)
          #expect(preparation.diagnostics == [])
          let timeline = preparation.timeline
          #expect(TimelineRules.violations(of: timeline) == [], "\(routine), \(voice)")
          let renderer = try Renderer(timeline, clips: preparation.speaker)
          for cue in timeline.cues {
            guard case .phrase(let index) = cue.sound else { continue }
            let clip = try #require(preparation.speaker.clip(for: timeline.phrases[index]))
            #expect(renderer.samples(in: cue.start..<cue.end) == clip.samples)
          }
        }
      }
    }
  }

  @Test(
    "At no moment of a repetition is a named phase unsaid for which there is room",
    arguments: [false, true])
  func directions(isQuiet: Bool) throws {
    for way in Way.all {
      for voice in VoiceCatalog(folders).names(speaking: "en") {
        let choices = ListenerChoices(
          voice: voice, level: way.level, withBaby: way.withBaby, isQuiet: isQuiet)
        let preparation = try Preparation(way.routine, choices, in: folders)
        #expect(preparation.diagnostics == [], "\(way), \(voice)")
        let unsaid = DirectionRules.violations(
          of: preparation.timeline, preparation.routine, meter: preparation.speaker)
        #expect(unsaid == [], "\(way), \(voice)")
      }
    }
  }

  @Test("The same routine gives the same timeline, with another process's engine too")
  func same() throws {
    let first = try Preparation("upper-back-relief", in: folders)
    let second = try Preparation("upper-back-relief", in: folders)
    #expect(first.timeline == second.timeline)
    for phrase in first.timeline.phrases {
      #expect(first.speaker.clip(for: phrase)?.samples == second.speaker.clip(for: phrase)?.samples)
    }
  }

  @Test("The doses are those of the article")
  func doses() throws {
    let timeline = try Preparation("upper-back-relief", in: folders).timeline
    let minutes = { (step: Timeline.Step) in
      step.interval.map { timeline.rate.duration(of: $0.upperBound - $0.lowerBound) } ?? .zero
    }
    let heat = try #require(timeline.steps.first { $0.kind == .heat })
    #expect((Duration.seconds(600)...Duration.seconds(900)).contains(minutes(heat)))
    let moved = timeline.steps.filter { $0.kind == .reps }
    #expect(moved.count == 3)
    #expect(moved.allSatisfy { $0.reps == 10 && $0.range.lowerBound > heat.range.lowerBound })
    let rolled = timeline.steps.filter { $0.kind == .roll }
    #expect(rolled.map(\.side) == ["right", "left"])
    for roll in rolled {
      #expect((Duration.seconds(120)...Duration.seconds(300)).contains(minutes(roll)))
    }
  }
}
