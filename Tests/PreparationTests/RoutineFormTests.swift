import Catalog
import CueTimeline
import Preparation
import RoutineScript
import SourceYAML
import TestSupport
import Testing

@Suite("What every routine that ships tells its listener")
struct RoutineFormTests {
  @Test("It says what it is, for whom, and where it comes from", arguments: Way.all)
  func header(way: Way) throws {
    let routine = try way.heard().routine
    // The article tells of strength and mobility, and shows no exercise for them.
    let isOfArticle = ![.strength, .mobility].contains(routine.part)
    #expect(routine.source?.contains("Thriving Mommas") == isOfArticle)
    #expect(routine.about?.isEmpty == false)
    #expect(routine.part != nil)
    #expect(!routine.audience.isEmpty)
    #expect(Set(routine.audience).isSubset(of: ["pregnancy", "postpartum"]))
  }

  @Test("It begins with a disclaimer, what is needed and how long it takes", arguments: Way.all)
  func beginning(way: Way) throws {
    let heard = try way.heard()
    let introduction = heard.introduction
    #expect(introduction.contains { $0.contains("not medical advice") })
    #expect(introduction.contains { $0.contains("stop at any time") })
    #expect(introduction.contains { $0.contains("about ") })
    if !heard.done.isEmpty { #expect(introduction.contains { $0.contains("hurts more, stop") }) }
    let words = Set(introduction.flatMap(\.spokenWords))
    for need in heard.routine.needs {
      let unsaid = Set(need.spokenWords).subtracting(words)
      #expect(unsaid.isEmpty, "\(need)")
    }
    if heard.routine.needs.isEmpty {
      #expect(introduction.contains { $0.contains("You need nothing") })
    }
  }

  @Test("There is time to get into position before the first thing is done", arguments: Way.all)
  func position(way: Way) throws {
    let heard = try way.heard()
    guard let first = heard.done.first else { return }
    let pauses = heard.timeline.steps.filter {
      [.pause, .wait].contains($0.kind) && $0.range.lowerBound < first.range.lowerBound
    }
    #expect(pauses.contains { (.seconds(5) ... .seconds(30)).contains(heard.time($0.range)) })
  }

  @Test("Its end is clear", arguments: Way.all)
  func ending(way: Way) throws {
    let heard = try way.heard()
    #expect(heard.sentences.suffix(4).contains("That is all."))
    #expect(heard.spoken.last?.kind == .say)
    #expect(heard.timeline.sections.count > 1)
  }

  @Test("Every step that is done says which hands it needs", arguments: Repository.routineNames)
  func hands(routine: String) throws {
    let catalog = RoutineCatalog(Way.folders)
    let source = try catalog.source(routine)
    let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
    let steps = try #require(catalog.parse(source).routine?.steps)
    for step in steps.flatMap(\.withAllInside) where step.action.isDone {
      #expect(
        lines.mapping(around: step.span.start).contains { $0.hasPrefix("hands:") },
        "line \(step.span.start.line)")
    }
  }

  @Test(
    "What needs both hands offers something else that does not", arguments: Repository.routineNames)
  func instead(routine: String) throws {
    let catalog = RoutineCatalog(Way.folders)
    let steps = try #require(catalog.parse(try catalog.source(routine)).routine?.steps)
    for step in steps.flatMap(\.withAllInside) {
      if step.hands == .both { #expect(step.withBaby != nil, "line \(step.span.start.line)") }
      for other in (step.withBaby ?? []).flatMap(\.withAllInside) {
        #expect(other.hands != .both, "line \(other.span.start.line)")
      }
    }
  }

  @Test("With a baby, nobody is asked to put the baby down", arguments: Way.all.filter(\.withBaby))
  func baby(way: Way) throws {
    let heard = try way.heard()
    let asked = heard.phrases.text(.babyDown)
    for sentence in heard.sentences {
      #expect(!asked.contains(sentence))
      let words = sentence.spokenWords
      for (verb, object) in zip(words, words.dropFirst(2)) {
        #expect(
          !(["put", "lay", "set", "place"].contains(verb) && object == "baby"), "\(sentence)")
      }
    }
  }
}

extension Repository {
  /// The routines that ship, as arguments of a test.
  static let routineNames = RoutineCatalog(Way.folders).entries.map(\.name)
}

extension Step {
  /// The step with all that is inside it and instead of it.
  var withAllInside: [Step] {
    var inside = withBaby ?? []
    switch action {
    case .rounds(let rounds): inside += rounds.steps
    case .include(_, let steps): inside += steps
    default: break
    }
    return [self] + inside.flatMap(\.withAllInside)
  }
}

extension [Substring] {
  /// The keys of the mapping that a key belongs to, without what is written under them.
  fileprivate func mapping(around key: SourcePosition) -> [Substring] {
    let indentation = key.column - 1
    let isOutside = { (line: Substring) in
      let spaces = line.prefix { $0 == " " }.count
      return spaces < indentation && !line.allSatisfy(\.isWhitespace)
        && !line.dropFirst(spaces).hasPrefix("#")
    }
    // The item's own line, `- key:`, is its first.
    let before = self[..<(key.line - 1)].reversed().prefix { !isOutside($0) }
    let item = self[..<(key.line - 1)].dropLast(before.count).last ?? ""
    let first = self[key.line - 1].dropFirst(indentation - 2).hasPrefix("- ") ? [] : [item] + before
    let after = self[key.line...].prefix { !isOutside($0) }
    return (first + [self[key.line - 1]] + after).compactMap { line in
      let rest = line.dropFirst(indentation)
      return rest.hasPrefix(" ") ? nil : rest
    }
  }
}
