internal import TestSupport

/// Sentences, names and places like those in routines, combined at random.
struct WrittenWords {
  private var generator: SplitMix

  init(_ generator: SplitMix) { self.generator = generator }

  /// A sentence with a full stop.
  mutating func sentence() -> String {
    switch Int.random(in: 0...4, using: &generator) {
    case 0: "\(one(of: Self.movements)) \(part()), \(one(of: Self.manners))."
    case 1: "Keep \(part()) \(one(of: Self.states)) and \(one(of: Self.breaths))."
    case 2: "Let \(part()) sink, as if \(one(of: Self.pictures))."
    case 3: "\(one(of: Self.movements)) \(part()) until you feel \(one(of: Self.feelings))."
    default: "Your \(one(of: Self.parts)) should feel \(one(of: Self.feelings)), never pain."
    }
  }

  /// The name of a movement: two or three words.
  mutating func name() -> String {
    "\(one(of: Self.kinds)) \(one(of: Self.parts)) \(one(of: Self.shapes))"
  }

  /// The place of a ball or a heat pad.
  mutating func place() -> String { "the muscles around \(part())" }

  /// The two halves of a repetition.
  mutating func phases() -> (String, String) { one(of: Self.halves) }

  private mutating func part() -> String { "your \(one(of: Self.parts))" }

  private mutating func one<Choice>(of choices: [Choice]) -> Choice {
    choices[Int.random(in: choices.indices, using: &generator)]
  }

  private static let movements = [
    "Lift", "Turn", "Lower", "Draw in", "Slide", "Roll", "Press", "Open", "Bend", "Reach with",
    "Soften", "Lean on",
  ]
  private static let parts = [
    "shoulders", "upper back", "chest", "neck", "left arm", "right arm", "elbows", "ribs", "spine",
    "shoulder blades", "head", "knees", "hips", "hands", "jaw", "belly", "feet",
  ]
  private static let manners = [
    "slowly and without effort", "only as far as feels good", "while you breathe out",
    "a little further each time", "then come back to the middle", "as tall as you can",
  ]
  private static let states = ["soft", "heavy", "long", "wide", "still", "low", "close to you"]
  private static let breaths = [
    "breathe in through your nose", "let the air flow out", "go on breathing", "count in silence",
  ]
  private static let pictures = [
    "someone pulls you up by your ponytail", "the chair carries all of your weight",
    "you lean into a soft cushion", "a warm hand lies between your shoulder blades",
  ]
  private static let feelings = [
    "a gentle stretch", "warm", "the muscles at work", "a pull, but a light one", "at ease",
  ]
  private static let kinds = ["Slow", "Seated", "Standing", "Wide", "Small", "Long", "Gentle"]
  private static let shapes = [
    "roll", "turn", "squeeze", "bend", "slide", "circle", "reach", "lift",
  ]
  private static let halves = [
    ("left", "right"), ("up", "down"), ("open", "close"), ("round", "arch"), ("out", "back in"),
  ]
}
