internal import TestSupport

/// Writes routines like a person's, from a seed: the same seed gives the same routine.
///
/// Steps under `with baby` and `during` are not counted.
struct WrittenRoutine {
  /// The percentage of each kind of step, about as in the routines that ship.
  private static let kinds = [
    (kind: "say", percent: 30), ("reps", 24), ("rest", 14), ("hold", 12), ("pause", 12),
    ("roll", 3), ("wait", 3), ("repeat", 2),
  ]
  /// Typing mistakes: what is written, and what was meant.
  private static let slips = [
    ("\n    of: ", "\n    off: "), ("\n    tempo: {", "\n    temo: {"), (" s\n", " sec.\n"),
    ("[right, left]", "[right, lft]"), ("${reps}", "${rep}"), ("- rest: ", "- rest = "),
    ("hands: both", "hands: two"), ("    say: >-\n", "    say >-\n"),
  ]

  private var generator: SplitMix
  private var words: WrittenWords
  private var left: Int

  /// - Parameters:
  ///   - seed: which routine.
  ///   - steps: how many steps it has.
  init(seed: UInt64, steps: Int) {
    generator = SplitMix(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    words = WrittenWords(SplitMix(state: seed ^ 0x5DEE_CE66))
    left = steps
  }

  /// The routine as YAML.
  ///
  /// - Parameters:
  ///   - hasLevels: whether its settings have a value for each level.
  ///   - hasSlip: whether it contains a typing mistake.
  /// - Returns: its text.
  mutating func script(hasLevels: Bool, hasSlip: Bool) -> String {
    let reps =
      hasLevels ? "{ easy: 6, steady: 8, strong: 12 }" : "\(number(6...12))"
    var text = """
      title: \(words.name()) and \(words.name().lowercased())
      about: \(words.sentence())
      for: [pregnancy, postpartum]
      needs: [a heat pad, a chair, a massage ball, a wall]
      part: relief
      source: my physiotherapist
      voice: calm
      # coach play … --set reps=8
      settings:
        reps: \(reps)
        hold: \(number(10...40)) s
        heat: \(number(10...15)) min

      steps:
        - section: Welcome
          say: >-
            Welcome. \(words.sentence())
            This is general information, not medical advice.
            If anything hurts, stop.
        - say: It takes about ${length}. You can stop at any time.
        - heat: ${heat}
          where: \(words.place())
          hands: one
          say: First, moist heat. It should feel warm, never hot.
          during:
            - at: 3s
              say: Now lean back gently.
            - at: 4 min
              say: \(words.sentence())

      """
    left -= 3
    while left > 1 { text += step(indent: "  ", isInRound: false) }
    text += "  - say: That is all. \(words.sentence())\n"
    return hasSlip ? misspelt(text) : text
  }

  private mutating func misspelt(_ text: String) -> String {
    let slip = Self.slips[number(0...(Self.slips.count - 1))]
    guard let place = text.ranges(of: slip.0).randomElement(using: &generator) else { return text }
    return text[..<place.lowerBound] + slip.1 + text[place.upperBound...]
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  private mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

  private mutating func kind(isInRound: Bool) -> String {
    var percent = number(1...100)
    for (kind, share) in Self.kinds {
      percent -= share
      if percent <= 0, kind != "repeat" || (!isInRound && left > 5) { return kind }
    }
    return "say"
  }

  private mutating func step(indent: String, isInRound: Bool) -> String {
    left -= 1
    let lines: [String]
    switch kind(isInRound: isInRound) {
    case "reps": lines = refined(reps())
    case "hold": lines = refined(hold())
    case "roll": lines = refined(roll())
    case "rest": lines = ["rest: \(number(3...12) * 5)s"]
    case "pause": lines = ["pause: \(number(2...15)) s"]
    case "wait": lines = ["wait: \(words.sentence())"] + (chance(50) ? ["at most: 60 s"] : [])
    case "repeat":
      lines = ["repeat: \(number(2...3))"] + (chance(40) ? ["each side: [left, right]"] : [])
      let inner = (0..<number(2...4)).map { _ in step(indent: indent + "    ", isInRound: true) }
      return written(lines + ["steps:"], indent) + inner.joined()
    default: lines = instruction()
    }
    return written((chance(10) ? ["section: \(words.name())"] : []) + lines, indent)
  }

  private func written(_ lines: [String], _ indent: String) -> String {
    indent + "- " + lines.joined(separator: "\n  " + indent) + "\n"
  }

  /// The value of `say`: one sentence on the line, several in a block.
  private mutating func instruction() -> [String] {
    let count = number(1...3)
    guard count > 1 else { return ["say: \(words.sentence())"] }
    return ["say: >-"] + (0..<count).map { _ in "  " + words.sentence() }
  }

  private mutating func reps() -> [String] {
    var lines = ["reps: \(chance(50) ? "${reps}" : "\(number(5...15))")", "of: \(words.name())"]
    if chance(60) {
      let phases = words.phases()
      lines.append("tempo: { \(phases.0): \(number(4...8) * 500) ms, \(phases.1): 2.5s }")
    } else {
      lines.append("tempo: \(number(3...6))s")
    }
    if chance(10) { lines += ["sets: \(number(2...3))", "rest: \(number(2...6) * 5) s"] }
    if chance(15) { lines.append("count: \(["down", "every 5", "last 3"][number(0...2)])") }
    return lines
  }

  private mutating func hold() -> [String] {
    var lines = ["hold: \(chance(40) ? "${hold}" : "\(number(5...45))s")", "of: \(words.name())"]
    if chance(30) { lines += ["times: \(number(2...5))", "rest: \(number(6...15)) s"] }
    if chance(15) { lines.append("announce: [halfway, last 5 s]") }
    return lines
  }

  private mutating func roll() -> [String] {
    ["roll: \(number(2...4)) min", "where: \(words.place())"]
      + (chance(60) ? ["pressure: [gentle, a little firmer, firm but never painful]"] : [])
  }

  /// The keys of a step with movement.
  private mutating func refined(_ action: [String]) -> [String] {
    let instruction = instruction()
    var lines = action + instruction
    if chance(15) { lines.append("each side: [right, left]") }
    if chance(20) {
      lines += [
        "during:", "  - at: \(number(3...4)) s", "    say: \(words.sentence())",
      ]
    }
    if chance(25) {
      lines += ["hands: both", "with baby:"]
      lines += (action + self.instruction()).map { "  " + $0 }
    }
    return lines
  }
}
