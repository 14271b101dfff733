/// Writes odd but valid routines, from a seed: the same seed gives the same routine.
public struct RandomRoutine {
  private var generator: SplitMix

  /// Makes a generator.
  public init(seed: UInt64) { generator = SplitMix(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1) }

  /// A routine as YAML, with any kind of step.
  public mutating func script() -> String {
    "title: Random\nsteps:\n" + steps(depth: 0, indent: "  ")
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(generator.next() % UInt64(range.count))
  }

  private mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

  private mutating func pick(_ choices: [String]) -> String {
    choices[number(0...(choices.count - 1))]
  }

  private mutating func text() -> String {
    let words = ["sit", "tall", "breathe", "out", "slowly", "long", "neck", "shoulders", "soften"]
    return (0..<number(1...3)).map { _ in
      let sentence = (0..<number(1...9)).map { _ in pick(words) }.joined(separator: " ")
      return sentence.prefix(1).uppercased() + sentence.dropFirst() + pick([".", "!", "?"])
    }.joined(separator: " ")
  }

  private mutating func seconds(_ range: ClosedRange<Int>) -> String {
    let milliseconds = number((range.lowerBound * 1000)...(range.upperBound * 1000))
    return "\(milliseconds) ms"
  }

  private mutating func sides() -> String {
    pick(["[left, right]", "[left, right]", "[right leg, left leg]", "[forwards, backwards]"])
  }

  /// One duration, digits, or phases that are long, or so short that not all of their names fit.
  private mutating func tempo() -> String {
    if chance(50) { return seconds(2...8) }
    if chance(15) { return "\(number(1...4))-\(number(0...2))-\(number(1...4))-\(number(0...2))" }
    let names =
      chance(70)
      ? ["left", "middle", "right"]
      : Array(["lift", "let go", "in again", "hold", "squeeze"].prefix(number(2...5)))
    let isLong = names.count == 3
    let phases = names.map { "\($0): \(isLong ? seconds(1...4) : "\(number(3...15))00 ms")" }
    // In a list a name may come twice.
    return chance(20)
      ? "[\((phases + phases.prefix(1)).joined(separator: ", "))]"
      : "{ \(phases.joined(separator: ", ")) }"
  }

  private mutating func steps(depth: Int, indent: String) -> String {
    (0..<number(1...5)).map { _ in step(depth: depth, indent: indent) }.joined()
  }

  private mutating func step(depth: Int, indent: String) -> String {
    let inner = indent + "  "
    var lines: [String]
    switch number(0...(depth < 2 ? 10 : 8)) {
    case 0: return "\(indent)- say: \(text())\n"
    case 1:
      let bells =
        "\(inner)during:\n\(inner)  - at: 0 s\n\(inner)    chime: \(pick(["low", "high", "end"]))\n"
      return "\(indent)- pause: \(seconds(1...20))\n" + (chance(20) ? bells : "")
    case 10 where depth == 0:
      // Rounds by the clock, with room for what is in them.
      let steps = "\(inner)steps:\n\(inner)  - reps: \(number(1...5))\n\(inner)  - work: 5 s\n"
      return chance(50)
        ? "\(indent)- every: 1 min\n\(inner)times: \(number(1...4))\n" + steps
        : "\(indent)- amrap: \(seconds(5...120))\n" + steps
    case 2: return "\(indent)- wait: \(text())\n" + (chance(50) ? "\(inner)at most: 20s\n" : "")
    case 3, 4:
      let isLadder = chance(15)
      lines = [isLadder ? "reps: [\(number(1...20)), \(number(1...9))]" : "reps: \(number(1...40))"]
      lines.append("tempo: \(tempo())")
      let counting = pick([
        "up", "down", "every \(number(1...5))", "last \(number(1...5))", "seconds", "off",
      ])
      lines.append("count: \(counting)")
      if chance(15) { lines.append("alternate: \(sides())") }
      if isLadder {
        if chance(50) { lines.append("rest: [\(seconds(1...40))]") }
      } else if chance(30) {
        lines += ["sets: \(number(2...3))", "rest: \(chance(10) ? "0 s" : seconds(5...40))"]
      }
    case 8:
      let isLadder = chance(20)
      lines = [
        isLadder ? "work: [\(seconds(1...40)), \(seconds(1...9))]" : "work: \(seconds(1...70))"
      ]
      if !isLadder, chance(30) { lines += ["sets: \(number(2...3))", "rest: \(seconds(1...40))"] }
      if chance(30) { lines.append("end: \(text())") }
      if chance(30) { lines.append("announce: [halfway, last \(number(1...12))]") }
    case 5:
      let isLadder = chance(15)
      lines = [
        isLadder ? "hold: [\(seconds(1...40)), \(seconds(1...9))]" : "hold: \(seconds(1...70))"
      ]
      if !isLadder, chance(50) {
        lines += ["times: \(number(2...5))", "rest: \(seconds(1...15))"]
      }
      if chance(30) { lines.append("announce: [halfway, every 10 s, last \(number(1...12))]") }
      if chance(20) { lines.append("count: \(pick(["up", "down", "every 5", "last 4", "off"]))") }
    case 6: lines = ["rest: \(seconds(1...60))"]
    case 7:
      lines = [
        chance(50) ? "heat: \(number(1...20)) s" : "roll: \(number(1...10)) min",
        "where: \(pick(["your back", "the muscles there"]))", "because: a test",
      ]
      if lines[0].hasPrefix("roll") { lines.append("pressure: [gentle, firmer, firm]") }
    default:
      return "\(indent)- repeat: \(number(1...3))\n"
        + (chance(30) ? "\(inner)each side: \(sides())\n" : "")
        + (chance(30) ? "\(inner)rest: \(seconds(1...40))\n" : "")
        + "\(inner)steps:\n" + steps(depth: depth + 1, indent: inner + "  ")
    }
    if !lines[0].hasPrefix("rest") {
      if chance(50) { lines.append("say: \(text())") }
      if chance(25), !lines.contains(where: { $0.hasPrefix("alternate") }) {
        lines.append("each side: \(sides())")
      }
      if chance(20) { lines.append("hands: both") }
      if chance(20) { lines += ["with baby:", "  say: \(text())"] }
      if chance(10) {
        lines.append("only: \(pick(["with baby", "without baby", "steady", "strong"]))")
      }
      if chance(20) { lines.append("section: Part \(number(1...9))") }
    }
    if chance(25) {
      lines += ["during:", "  - at: \(seconds(1...30))", "    say: \(text())"]
    }
    return "\(indent)- " + lines.joined(separator: "\n\(inner)") + "\n"
  }
}
