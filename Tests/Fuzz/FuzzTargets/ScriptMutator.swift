internal import RoutineScript
internal import TestSupport

/// Changes a script as a person might, and as no person would, line by line.
///
/// Changing single bytes finds what is wrong with reading; this finds what is wrong behind it. The
/// keys are those of the parser's own tables.
public struct ScriptMutator {
  private var generator: SplitMix

  /// Makes a mutator; the same seed makes the same changes.
  public init(seed: UInt64) { generator = SplitMix(state: seed) }

  /// Another text like this one.
  public mutating func changed(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    for _ in 0..<number(1...3) { change(&lines) }
    return Array(lines.joined(separator: "\n").utf8)
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(generator.next() % UInt64(range.count))
  }

  private mutating func pick<T>(_ choices: [T]) -> T { choices[number(0...(choices.count - 1))] }

  private mutating func change(_ lines: inout [String]) {
    let at = number(0...(lines.count - 1))
    let line = lines[at]
    let indent = line.prefix { $0 == " " }
    switch number(0...11) {
    case 0: lines.insert(line, at: at)
    case 1: if lines.count > 1 { lines.remove(at: at) }
    case 2: lines.swapAt(at, number(0...(lines.count - 1)))
    case 3: lines[at] = String(repeating: " ", count: number(0...6)) + line.dropFirst(indent.count)
    case 4:
      // A block of lines once more, somewhere else.
      let end = min(lines.count, at + number(1...6))
      lines.insert(contentsOf: lines[at..<end], at: number(0...lines.count))
    case 5: lines[at] = line.prefix { $0 != ":" } + ": " + pick(Self.values)
    case 6:
      let dash = line.dropFirst(indent.count).hasPrefix("- ") ? "- " : ""
      lines[at] = indent + dash + pick(Self.keys) + ":" + line.drop { $0 != ":" }.dropFirst()
    case 7:
      lines.insert(
        indent + pick(["- ", "  ", ""]) + pick(Self.keys) + ": " + pick(Self.values), at: at + 1)
    case 8:
      // A letter of a key taken out: what `--fix` fixes.
      var letters = Array(line)
      if !letters.isEmpty { letters.remove(at: number(0...(letters.count - 1))) }
      lines[at] = String(letters)
    case 9:
      var scalars = Array(line.unicodeScalars)
      scalars.insert(contentsOf: pick(Self.odd).unicodeScalars, at: number(0...scalars.count))
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      lines[at] = String(view)
    case 10:
      lines[at] = line.replacing(/\d+/, maxReplacements: 1) { _ in pick(Self.numbers) }
    default: lines.insert(pick(Self.whole), at: at)
    }
  }

  private static let keys: [String] = {
    let all =
      ScriptReference.routine.map(\.key) + ScriptReference.kinds.map(\.key)
      + ScriptReference.everyStep.map(\.key)
      + StepKind.allCases.flatMap { ScriptReference.refinements(of: $0).map(\.key) }
      + ScriptReference.during.map(\.key) + ScriptReference.translation.map(\.key)
      + ScriptReference.translatedText.map(\.key)
    return Set(all).sorted() + Level.usual.map(\.rawValue)
  }()

  private static let numbers = [
    "0", "1", "2", "3", "7", "20", "21", "60", "99", "100", "999", "1000", "1001", "2147483647",
    "9223372036854775808", "0.3", "1e9", "-1",
  ]

  private static let values = [
    "", "~", "null", "[]", "{}", "5", "1000", "0", "-1", "0.29", "1e308", "nan", "5s", "300 ms",
    "1:30", "2 min", "3h", "45s", "1000000h", "halfway", "every 10 s", "last 3",
    "[halfway, every 10 s, last 3]", "up", "down", "seconds", "off", "every 2", "both", "none",
    "one", "[left, right]", "[right, left]", "[left]", "{ left: 1s, right: 1.5s }", "{ in: 300ms }",
    "[gentle, firm]", "[10, 8, 6]", "[20 s, 30 s]", "0 s", "3-1-2-0", "[in: 4s, hold: 4s, in: 1s]",
    "[right leg, left leg]", "low", "with baby", "[strong, without baby]",
    "[{ at: 0 s, chime: high }]", "12 min", "forwards",
    "lift 3s, hold 5s", "1h30", "Sit tall. Breathe out.",
    "\"Quoted \\u00e9 \\t\"", "'it''s'", ">-", "|+",
    "&a x", "*a", "!!str 5", "? x", "${n}", "About ${length}.", "${ n }", "${", "Unspeakable.",
    "short", "set", "nested", "itself", "broken", "{ easy: 1, steady: 2, strong: 3 }", "es",
    "{ chin: /tS'In/, wind: whined }", "calm", "a test",
  ]

  private static let odd = [
    "\t", "\r", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{0}", "\u{1}", "\u{B}", "\u{C}", "\u{7F}",
    "\u{301}", "\u{200D}", "\u{FE0F}", "\u{202E}", "\u{E000}", "\u{1F937}\u{1F3FD}", "\u{FFFE}",
    "\u{1F1E9}\u{1F1EA}", "é", "ß", "İ", " #", "# ", ": ", "- ", ", ", "\"", "'", "[", "]", "{",
    "}",
    "|", ">", "&", "*", "!", "%", "@", "`", "?", "\\", "${", "}", "/", "<b>",
  ]

  private static let whole = [
    "", "---", "...", "%YAML 1.1", "# a comment", "#  - say: Taken out.", "#=== es", "#=== mine",
    "#? level easy", "#? level strong", "#? n 5", "language: es", "texts:", "- original: Breathe.",
    "  text: Respira.", "      ", "title: T", "steps:", "- include: mine", "settings: { n: 3 }",
  ]
}
