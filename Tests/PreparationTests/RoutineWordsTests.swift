import CueTimeline
import Preparation
import RoutineScript
import TestSupport
import Testing

@Suite("Words that somebody understands at once who only hears them")
struct RoutineWordsTests {
  @Test("Time to fetch what is needed lasts until the listener says to go on", arguments: Way.all)
  func fetching(way: Way) throws {
    let heard = try way.heard()
    guard !heard.routine.needs.isEmpty else { return }
    let first = try #require(heard.done.first)
    #expect(
      heard.timeline.steps.contains {
        $0.waitsForGo && $0.range.upperBound <= first.range.lowerBound
      })
  }

  @Test("Pain that was there before is not a reason to stop", arguments: Way.all)
  func hurting(way: Way) throws {
    for sentence in try way.heard().sentences where sentence.contains("hurts") {
      #expect(!sentence.contains("stop") || sentence.contains("hurts more"), "\(sentence)")
    }
  }

  @Test("Shoulder blades are squeezed together, bent knees are straightened", arguments: Way.all)
  func verbs(way: Way) throws {
    for sentence in try way.heard().instructions {
      let words = sentence.lowercased()
      if words.contains("squeeze your shoulder blades") {
        #expect(words.contains("together"), "\(sentence)")
      }
      #expect(!words.contains("stretch them"), "\(sentence)")
    }
  }

  @Test("After a question there is time to answer it", arguments: Way.all)
  func questions(way: Way) throws {
    let heard = try way.heard()
    for (cue, next) in zip(heard.spoken, heard.spoken.dropFirst())
    where heard.timeline.caption(of: cue).hasSuffix("?") {
      #expect(heard.time(cue.end..<next.start) >= .seconds(4), "\(heard.timeline.caption(of: cue))")
    }
  }

  @Test("A pad that came off is switched off", arguments: Way.all)
  func electricity(way: Way) throws {
    let heard = try way.heard()
    let captions = heard.spoken.map(heard.timeline.caption)
    for (index, caption) in captions.enumerated() where caption == heard.phrases.text(.heatOff) {
      #expect(captions[index + 1] == heard.phrases.text(.heatSwitchOff))
    }
  }

  @Test("Nobody bends for a ball with a baby on the arm", arguments: Way.all)
  func fallenBall(way: Way) throws {
    let heard = try way.heard()
    guard let first = heard.done.first(where: { $0.kind == .roll }) else { return }
    let before = heard.spoken.filter { $0.start < first.range.lowerBound }
      .map(heard.timeline.caption)
    #expect(before.contains { $0.hasPrefix("If the ball falls, ") })
    if way.withBaby {
      #expect(before.contains("If the ball falls, leave it."))
      #expect(before.contains("Never bend down for it with your baby on your arm."))
    }
  }

  @Test("Nobody arches over a chair with a baby in the arms", arguments: Way.all)
  func arching(way: Way) throws {
    let sentences = try way.heard().sentences
    if sentences.contains(where: { $0.contains("lean back gently over") }) {
      #expect(!way.withBaby)
      #expect(sentences.contains("If you feel dizzy, stop too."))
    }
  }

  @Test("A ball that keeps moving stays nowhere", arguments: Way.all)
  func contradictions(way: Way) throws {
    let heard = try way.heard()
    guard heard.done.contains(where: { $0.kind == .roll }) else { return }
    for sentence in heard.sentences {
      #expect(!sentence.contains("stay there") && !sentence.contains("stay on it"), "\(sentence)")
    }
  }
}
