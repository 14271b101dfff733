/// How a language puts numbers into words, as rules in the notation of ICU's rule-based formats.
///
/// `20: twenty[->>]` is for numbers from 20 on: `>>` is what is left after dividing, `<<` how often it
/// goes, and what is in brackets is left out if nothing is left. `>name>`, `<name<` and `=name=` go on
/// with the rules of another name. It is divided by the greatest power of ten up to the rule's
/// number, or of what follows a slash there: `60/20: soixante[->>]`.
struct NumberRules: Hashable, Sendable {
  /// One part of what a rule says.
  fileprivate indirect enum Part: Hashable, Sendable {
    case words(String)
    case quotient(String?)
    case rest(String?)
    case same(String)
    case unlessWhole([Part])
  }

  fileprivate struct Rule: Hashable, Sendable {
    let base: Int
    let divisor: Int
    let parts: [Part]
  }

  private var sets: [String: [Rule]] = [:]

  /// Whether there are no rules at all.
  var isEmpty: Bool { sets.isEmpty }
  /// The names of all sets of rules.
  var names: Set<String> { Set(sets.keys) }

  /// Numbers from here on are left in digits.
  static let limit = 1_000_000_000

  /// Adds a set of rules.
  ///
  /// - Returns: the rule that cannot be read; `nil` if all can.
  mutating func add(_ name: String, _ text: String) -> String? {
    var rules: [Rule] = []
    for written in text.split(separator: ";") {
      guard let rule = Rule(written) else {
        let words = written.split(whereSeparator: \.isWhitespace)
        if words.isEmpty { continue }
        return words.joined(separator: " ")
      }
      if let last = rules.last, last.base >= rule.base { return "\(rule.base)" }
      rules.append(rule)
    }
    guard rules.first?.base == 0 else { return name }
    sets[name] = rules
    return nil
  }

  /// A set that a rule goes on with, and that does not exist.
  var missing: String? {
    func names(_ parts: [Part]) -> [String] {
      parts.flatMap { part -> [String] in
        switch part {
        case .words: []
        case .quotient(let name), .rest(let name): name.map { [$0] } ?? []
        case .same(let name): [name]
        case .unlessWhole(let parts): names(parts)
        }
      }
    }
    return sets.values.joined().flatMap { names($0.parts) }.sorted().first { sets[$0] == nil }
  }

  /// A number in words; `nil` if the rules have none for it.
  func words(_ value: Int, _ name: String) -> String? {
    var steps = 100
    return (0..<Self.limit).contains(value) ? words(value, name, &steps) : nil
  }

  private func words(_ value: Int, _ name: String, _ steps: inout Int) -> String? {
    // Rules may lead back to themselves.
    steps -= 1
    guard steps > 0, let rules = sets[name], let rule = rules.last(where: { $0.base <= value })
    else { return nil }
    return words(rule.parts, rule, value, name, &steps)
  }

  private func words(
    _ parts: [Part], _ rule: Rule, _ value: Int, _ name: String, _ steps: inout Int
  ) -> String? {
    var text = ""
    for part in parts {
      let more: String?
      switch part {
      case .words(let words): more = words
      case .quotient(let other):
        more = words(value / rule.divisor, other ?? name, &steps)
      case .rest(let other):
        more = words(value % rule.divisor, other ?? name, &steps)
      case .same(let other): more = words(value, other, &steps)
      case .unlessWhole(let parts):
        more = value % rule.divisor == 0 ? "" : words(parts, rule, value, name, &steps)
      }
      guard let more else { return nil }
      text += more
    }
    return text
  }
}

extension NumberRules.Rule {
  /// Reads `60/20: soixante[->>]`.
  fileprivate init?(_ written: Substring) {
    guard let colon = written.firstIndex(of: ":") else { return nil }
    let head = written[..<colon].split(separator: "/").map {
      String($0).filter { !$0.isWhitespace }
    }
    guard (1...2).contains(head.count), let base = Int(head[0]), base >= 0 else { return nil }
    var radix = 10
    if head.count == 2 {
      guard let given = Int(head[1]), (2...1_000_000).contains(given) else { return nil }
      radix = given
    }
    self.base = base
    var divisor = 1
    while divisor <= base / radix { divisor *= radix }
    // Below its radix, a number is not divided.
    self.divisor = divisor == 1 ? max(radix, base + 1) : divisor
    var body = written[written.index(after: colon)...].drop(while: \.isWhitespace)
    if body.first == "'" { body.removeFirst() }
    guard let parts = Self.parts(&body, isInside: false), body.isEmpty else { return nil }
    self.parts = parts
  }

  private static func parts(_ text: inout Substring, isInside: Bool) -> [NumberRules.Part]? {
    var parts: [NumberRules.Part] = []
    while let character = text.first {
      text.removeFirst()
      switch character {
      case "<", ">", "=":
        guard let end = text.firstIndex(of: character) else { return nil }
        let name = String(text[..<end])
        text = text[text.index(after: end)...]
        switch character {
        case "<": parts.append(.quotient(name.isEmpty ? nil : name))
        case ">": parts.append(.rest(name.isEmpty ? nil : name))
        default: parts.append(.same(name))
        }
      case "[":
        guard !isInside, let inside = Self.parts(&text, isInside: true) else { return nil }
        parts.append(.unlessWhole(inside))
      case "]": return isInside ? parts : nil
      default:
        if case .words(let words) = parts.last {
          parts[parts.count - 1] = .words(words + String(character))
        } else {
          parts.append(.words(String(character)))
        }
      }
    }
    return isInside ? nil : parts
  }
}
