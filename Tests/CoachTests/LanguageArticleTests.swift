import SourceYAML
import TestSupport
import Testing

@testable import CueTimeline
@testable import RoutineScript

@Suite("The reference of the language has every key, and says of it what editors say")
struct LanguageArticleTests {
  private func section(_ title: String) throws -> MarkdownFile.Section {
    try #require(
      try Articles.article("Language").sections.first { $0.title == title }, "no ## \(title)")
  }

  /// The keys of a section's first table with what they mean, as they are written.
  private func written(_ title: String) throws -> [ScriptReference.Entry] {
    try section(title).rows.map { row in
      ScriptReference.Entry(key: row[0].replacing("`", with: ""), about: row[1])
    }
  }

  @Test("Keys at the top, of every step, of an entry of during, of translations")
  func tables() throws {
    #expect(try written("The keys at the top") == ScriptReference.routine)
    #expect(try written("Keys for every step") == ScriptReference.everyStep)
    #expect(try written("during") == ScriptReference.during)
    #expect(try written("A translation file") == ScriptReference.translation)
    #expect(try written("Each text") == ScriptReference.translatedText)
  }

  @Test("Each kind of step: its own key, then those that refine it", arguments: StepKind.allCases)
  func kinds(kind: StepKind) throws {
    let key = kind.rawValue
    let own = ScriptReference.kinds.filter { $0.key == key }
    #expect(try written(key) == own + ScriptReference.refinements(of: kind))
    #expect(try section(key).blocks.contains { $0.text.contains("\(key):") }, "an example")
  }

  @Test("The kinds come in the language's order")
  func order() throws {
    let titles = try Articles.article("Language").sections.filter { $0.depth == 3 }.map(\.title)
    #expect(titles.filter(StepKind.names.contains) == StepKind.names)
  }

  @Test("The names of units")
  func units() throws {
    let written = try section("Durations").rows.map(\.[1])
    #expect(
      written
        == WrittenDuration.units.map { $0.names.map { "`\($0)`" }.joined(separator: ", ") })
  }

  @Test("Words that values may be")
  func words() throws {
    let part = try #require(try section("The keys at the top").rows.first { $0[0] == "`part`" })
    #expect(
      part[2].matches(of: /`([a-z]+)`/).map { String($0.output.1) }
        == Routine.Part.allCases.map(\.rawValue))
    let levels = try section("Levels").opening
    for level in Level.usual { #expect(levels.contains("`\(level.rawValue)`")) }
  }

  @Test("The limits are those that are kept")
  func limits() throws {
    #expect(
      try section("Limits").rows.map(\.[1]) == [
        "\(YAMLReader.largestSource / 1024) KiB", "\(YAMLReader.longestLine) characters",
        "\(YAMLComposer.deepestNesting) deep", "\(ScriptLimits.bytes >> 20) MiB",
        "\(ScriptLimits.includeDepth) deep", "\(ScriptLimits.writtenSteps)",
        "\(Expansion.mostSteps)", "\(Expansion.mostRepetitions)",
        WrittenDuration.longest.written, "\(ScriptContext.longestText) characters",
        "\(SettingsTable.mostSettings)", "\(SettingsTable.longestName) characters",
        "\(SettingsTable.longestValue) characters", "\(ScriptLimits.repetitions)",
        "\(ScriptLimits.sets)", "\(ScriptLimits.rounds)",
        ScriptLimits.shortestRepetition.written, "\(ScriptLimits.phases)", "\(ScriptLimits.sides)",
        "\(ScriptLimits.levels)",
        "\(ScriptLimits.duringCues)", ScriptLimits.shortestPeriod.written,
        "\(ScriptLimits.pressures)", "\(ScriptLimits.countdown.upperBound.components.seconds)",
        "\(SayAsReader.mostEntries)", "\(SayAsReader.mostWords)",
        "\(SayAsReader.longestWritten)", "\(SayAsReader.longestSaid)",
      ])
  }

  @Test("The defaults in the article are those of the scheduler")
  func defaults() throws {
    #expect(
      Array(try section("Defaults").rows.map(\.[1]).prefix(9))
        == [
          StepReader.usualTempo, Pacing.Settle.betweenSets, Pacing.Settle.betweenHolds,
          Pacing.waitInFile, Pacing.Settle.toChangeSides, Pacing.Settle.beforeCount,
          Pacing.Settle.beforeInterval, Pacing.longestSilence,
          Pacing.longestSilenceUnderHeat,
        ].map(\.written))
  }

  @Test("What is announced by itself depends on the length as the tables say")
  func announcements() throws {
    let rows = try section("Defaults").rows.dropFirst(9)
    var shortest = Duration.seconds(1)
    var isRest = false
    var checked = 0
    for row in rows {
      let upTo =
        row[0] == "longer" ? nil : try WrittenDuration.parse(String(row[0].dropFirst(6)))
      for length in [shortest, upTo.map { $0 - .milliseconds(1) } ?? .seconds(3600)] {
        let usual =
          isRest
          ? UsualAnnouncements.inRest(lasting: length)
          : UsualAnnouncements.inInterval(lasting: length)
        #expect(words(usual, in: length) == row[1], "\(length.written)")
        checked += 1
      }
      shortest = upTo ?? .seconds(1)
      if upTo == nil { isRest = true }
    }
    #expect(checked == 16)
  }

  /// Announcements as the article has them.
  private func words(_ announcements: [Announcement], in length: Duration) -> String {
    if announcements == [.last(length)] { return "every second" }
    let isByTwo = announcements.contains(.every(.seconds(120)))
    return announcements.map { announcement in
      switch announcement {
      case .halfway: "`halfway`"
      case .every(.seconds(60)) where isByTwo: "the last minute"
      case .every(let period): "`every \(period.written)`"
      case .last(let time): "`last \(time.written)`"
      }
    }.joined(separator: ", ")
  }
}
