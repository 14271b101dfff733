import SourceYAML
import TestSupport
import Testing

@testable import CueTimeline
@testable import RoutineScript

@Suite("The article on scheduling has the figures that are kept")
struct SchedulingArticleTests {
  private func section(_ title: String) throws -> MarkdownFile.Section {
    try #require(
      try Articles.article("Scheduling").sections.first { $0.title == title }, "no ## \(title)")
  }

  @Test("Gaps between sounds, sentences and steps")
  func gaps() throws {
    #expect(
      try section("Gaps").rows.map(\.[1])
        == [Pacing.Gap.least, Pacing.Gap.sentence, Pacing.Gap.step].map(\.written))
  }

  @Test("How long chimes ring, and what an interval needs at least")
  func chimes() throws {
    let intervals = try section("Intervals")
    #expect(
      intervals.rows.map(\.[1]) == [Chime.start, .end, .rep, .low, .high].map(\.duration.written))
    let text = intervals.lines.joined(separator: " ")
    #expect(text.contains((Chime.start.duration + Pacing.Gap.least).written))
    #expect(text.contains((Chime.end.duration + Pacing.Gap.least).written))
  }

  @Test("Time to get ready")
  func ready() throws {
    let text = try section("Before something is counted").opening
    #expect(text.contains("\(Pacing.Settle.beforeReady.written) pass"))
    #expect(text.contains("less than \(Pacing.Settle.beforeCount.written)"))
    #expect(text.contains("\(Pacing.Settle.beforeInterval.written) after the last word"))
    #expect(text.contains("one second"))
    #expect(Pacing.Settle.afterReady == .seconds(1))
  }

  @Test("How much faster speech is made, and how far the tempo may be changed")
  func paces() throws {
    let rows = try section("If something does not fit").rows
    for row in rows where row[1].contains("faster") {
      for pace in Pace.ladder.dropFirst() {
        #expect(row[1].contains("\(Double(pace.percent) / 100) times"))
      }
    }
    #expect(rows.filter { $0[1].contains("faster") }.count == 3)
    let tempo = try section("Another tempo").opening
    for scale in [TempoScale.quickest, .slowest] {
      #expect(tempo.contains("\(scale.percent) %"))
    }
  }

  @Test("Silences that are broken, and waits")
  func silences() throws {
    let company = try section("Long silences").opening
    #expect(
      company.contains(
        "more than \(Pacing.longestSilence.components.seconds) seconds"))
    #expect(Pacing.longestSilenceUnderHeat == .seconds(120) && company.contains("two minutes"))
    let wait = try section("Waiting for the listener").opening
    #expect(wait.contains("\(Pacing.waitInFile.components.seconds) seconds"))
  }

  @Test("The findings it names are findings")
  func findings() throws {
    let named = try Articles.article("Scheduling").lines.joined(separator: "\n")
      .matches(of: /`([a-z]+(?:-[a-z]+)+)`/).map { String($0.output.1) }
    #expect(!named.isEmpty)
    for name in named { #expect(DiagnosticID(name: name) != nil, "\(name)") }
  }
}
