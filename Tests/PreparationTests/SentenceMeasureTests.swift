import CueTimeline
import Preparation
import TestSupport
import Testing

@Suite("Sentences that somebody can follow who only hears them")
struct SentenceMeasureTests {
  @Test("No sentence has more than twenty words", arguments: Way.all)
  func length(way: Way) throws {
    for sentence in try way.heard().sentences {
      #expect(sentence.spokenWords.count <= 20, "\(sentence)")
    }
  }

  @Test("No sentence asks for two movements", arguments: Way.all)
  func oneMovement(way: Way) throws {
    for sentence in try way.heard().instructions {
      #expect(!Movements.areTwo(in: sentence), "\(sentence)")
    }
  }

  @Test("No sentence of a reminder asks for two movements either")
  func reminders() throws {
    for reminder in try Repository.english().reminders {
      for sentence in reminder.split(whereSeparator: { ".?!".contains($0) }) {
        #expect(!Movements.areTwo(in: String(sentence)), "\(sentence)")
      }
    }
  }

  @Test(
    "What counts as two movements, and what as one",
    arguments: [
      ("Bend your knees, and lean back.", true), ("Sit down and put the pad on.", true),
      ("Lift your arms, then lower them.", true), ("Breathe in while you turn.", true),
      ("Turn to the left. Then turn to the right.", true),
      ("Then turn to the right.", false), ("Bend your elbows, with your palms up.", false),
      ("Lift your chest, and let it widen.", false), ("To arch, lift your chest gently.", false),
      ("Sit tall, as if someone pulls you up by your ponytail.", false),
      ("Let your upper back and your head sink.", false), ("Keep your feet on the floor.", false),
      ("Sit or stand as you are.", false),
    ])
  func heuristic(sentence: String, areTwo: Bool) {
    #expect(Movements.areTwo(in: sentence) == areTwo)
  }
}

/// Tells a sentence that asks for two movements, by its words.
///
/// A verb of the list that stands where an instruction puts it (first in its clause, whatever
/// adverb or "you" comes before) is a movement; two clauses are parted by a comma, a full stop,
/// "and", "then" or "while"; "or" offers a choice. What is let happen, kept or felt is no movement
/// of its own.
enum Movements {
  private static let verbs: Set = [
    "arch", "bend", "breathe", "bring", "carry", "change", "come", "cross", "draw", "drop", "go",
    "hold",
    "lean", "lift", "look", "lower", "move", "open", "place", "press", "pull", "push", "put",
    "raise", "reach", "release", "roll", "rotate", "round", "set", "sit", "slide", "squeeze",
    "stand", "step", "straighten", "stretch", "swing", "take", "tilt", "turn", "twist", "walk",
  ]
  private static let partings: Set = ["and", "then", "while"]
  private static let fillers: Set = [
    "you", "now", "first", "next", "slowly", "gently", "carefully", "please", "again", "just",
    "once",
  ]

  static func areTwo(in sentence: String) -> Bool {
    clauses(of: sentence).count { clause in
      clause.first { !fillers.contains($0) }.map(verbs.contains) ?? false
    } > 1
  }

  private static func clauses(of sentence: String) -> [[String]] {
    sentence.split { ",.;:!?".contains($0) }.flatMap { part in
      String(part).spokenWords.split { partings.contains($0) }.map(Array.init)
    }
  }
}
