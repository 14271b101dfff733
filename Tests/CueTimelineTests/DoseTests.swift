import RoutineScript
import TestSupport
import Testing

@testable import CueTimeline

@Suite("How many and how long is said before it begins")
struct DoseTests {
  private func words(_ steps: String) throws -> [String] {
    let timeline = try timeline(steps: steps)
    return timeline.cues.prefix { $0.kind != .ready }.map(timeline.caption)
  }

  @Test(
    "Unless the step's own words do",
    arguments: [
      ("reps: 10\n    of: Squat", ["Squat.", "Ten times."]),
      ("reps: 1\n    of: Squat", ["Squat.", "Once."]),
      ("reps: 10\n    say: Ten slow squats.", ["Ten slow squats."]),
      ("reps: 21\n    say: Twenty-one of them.", ["Twenty-one of them."]),
      ("reps: 20\n    say: Twenty-one of them.", ["Twenty-one of them.", "Twenty times."]),
      ("reps: 8\n    say: Nod, 8x.", ["Nod, 8x."]),
      ("reps: 5\n    say: Lift it 5 cm.", ["Lift it 5 cm.", "Five times."]),
      ("reps: 1\n    say: Lift one foot.", ["Lift one foot.", "Once."]),
      ("reps: 2\n    say: Nod two times.", ["Nod two times."]),
      (
        "reps: 5\n    say: Hold it for five seconds.", ["Hold it for five seconds.", "Five times."]
      ),
      (
        "reps: 6\n    of: Lunge\n    each side: [left, right]",
        ["Lunge.", "Six times on each side.", "First, the left side."]
      ),
      ("hold: 20 s\n    of: Plank", ["Plank.", "Hold for twenty seconds."]),
      ("hold: 20 s\n    say: Lean back.", ["Lean back.", "Twenty seconds."]),
      ("hold: 90 s\n    say: Lean back for 1 min 30 s.", ["Lean back for 1 min 30 s."]),
      (
        "hold: 90 s\n    say: Lean back for one minute and thirty seconds.",
        ["Lean back for one minute and thirty seconds."]
      ),
      ("hold: 90 s\n    say: Lean back for 1:30.", ["Lean back for 1:30."]),
      (
        "hold: 90 s\n    say: Lean back for 30 s.",
        [
          "Lean back for 30 s.", "One minute and thirty seconds.",
        ]
      ),
      (
        "hold: 5 s\n    times: 4\n    say: Squeeze.",
        ["Squeeze.", "Four times, five seconds each."]
      ),
      (
        "hold: 5 s\n    times: 4\n    say: Squeeze for 5 seconds.",
        [
          "Squeeze for 5 seconds.", "Four times.",
        ]
      ),
      (
        "hold: 5 s\n    times: 4\n    say: Squeeze four times.",
        ["Squeeze four times.", "Five seconds."]
      ),
    ])
  func ownWords(step: String, said: [String]) throws {
    #expect(try words("  - \(step)\n") == said)
  }

  @Test(
    "In every language",
    arguments: [
      ("de", "Zehnmal.", ["Zehnmal nicken.", "10 Wiederholungen.", "Nicke 10-mal."]),
      ("es", "Diez veces.", ["Asiente diez veces.", "10 repeticiones."]),
      ("fr", "Dix fois.", ["Hoche la tête dix fois.", "10 répétitions."]),
    ])
  func languages(language: String, dose: String, texts: [String]) throws {
    let phrases = try Repository.phrases(language)
    let lexicon = AmountLexicon(phrases)
    #expect(phrases.text(.dose, .times(10)) == dose)
    for text in texts { #expect(SaidAmounts(in: text, lexicon).says(10), "\(text)") }
    for value in 1...100 as ClosedRange<Int32> {
      let (count, time) = (Count(value), Duration.seconds(Int(value)))
      #expect(SaidAmounts(in: phrases.text(.dose, .times(count)), lexicon).says(count))
      #expect(SaidAmounts(in: phrases.text(.rest, .time(time)), lexicon).says(time))
      #expect(!SaidAmounts(in: phrases.text(.rest, .time(time)), lexicon).says(count))
    }
  }

  @Test("Numbers without end are only words")
  func huge() throws {
    let lexicon = AmountLexicon(try Repository.english())
    let amounts = SaidAmounts(in: "99999999999999 hours, 9223372036854775807:99", lexicon)
    #expect(!amounts.says(.seconds(99)))
  }
}
