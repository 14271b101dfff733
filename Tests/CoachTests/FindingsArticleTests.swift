import Foundation
import RoutineScript
import ScriptTools
import SourceYAML
import TestSupport
import Testing

@Suite("Every finding has its entry, and a test with marked source", .serialized)
struct FindingsArticleTests {
  /// Findings that no few lines can show; the tests below make the files.
  private static let unshown: Set<DiagnosticID> = [.unreadable, .tooManyFindings]

  private static func entries() throws -> [MarkdownFile.Section] {
    try Articles.article("Findings").sections.filter { $0.depth == 3 }
  }

  @Test("The entries are the findings there are, in their order")
  func complete() throws {
    #expect(try Self.entries().map(\.title) == DiagnosticID.allCases.map(\.name))
  }

  @Test(
    "An entry begins with what the finding is about, and shows it", arguments: DiagnosticID.allCases
  )
  func entry(id: DiagnosticID) throws {
    let entry = try #require(try Self.entries().first { $0.title == id.name })
    let paragraphs = entry.opening.split(separator: "\n\n")
    #expect(paragraphs.first?.trimmingPrefix("\n") == id.summary[...])
    #expect(paragraphs.dropFirst().first?.hasPrefix("**") == true, "error or warning")
    guard !Self.unshown.contains(id) else { return }
    let marks = entry.blocks.map { MarkedSource($0.text).expectations.map(\.id) }
    #expect(marks.contains { $0.contains(id.name) })
    // What to write instead has no findings.
    #expect(marks.last == [])
    #expect(marks.count >= 2)
  }

  @Test("A finding is an error, a warning or both, as its entry says")
  func severities() throws {
    let folder = try ExampleFolder(try Articles.article("Findings"))
    defer { folder.remove() }
    let found = try folder.findings().values.flatMap(\.self)
    for id in DiagnosticID.allCases where !Self.unshown.contains(id) {
      let entry = try #require(try Self.entries().first { $0.title == id.name })
      let told = entry.opening.matches(of: /\*\*(Error|error|Warning)\b/).map {
        $0.output.1.lowercased()
      }
      let severities = Set(found.filter { $0.id == id }.map(\.severity.rawValue))
      #expect(severities == Set(told), "\(id.name)")
      #expect(!severities.isEmpty, "\(id.name)")
    }
  }

  @Test(
    "`explanation` is the entry, and reads without being rendered", arguments: DiagnosticID.allCases
  )
  func explanation(id: DiagnosticID) throws {
    let entry = try #require(try Self.entries().first { $0.title == id.name })
    let text = entry.lines.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(id.explanation == text)
    #expect(text.firstMatch(of: /<doc:|\]\(|^#|``[A-Z]/) == nil, "links, headings, symbols")
  }

  @Test("What is no text")
  func unreadable() {
    let source = MarkedSource("title: A picture\u{1}\n#< unreadable\nsteps:\n  - say: Hello.\n")
    let outcome = RoutineParser().parse(SourceText(name: "t.yaml", text: source.text))
    #expect(source.found(outcome.diagnostics) == source.expectations)
    #expect(outcome.diagnostics.map(\.severity) == [.error])
  }

  @Test("More findings than anybody reads")
  func many() {
    let lines = (1...500).map { "key\($0): x\n#< unknown-key\n" }.joined()
    let source = MarkedSource(
      "title: T\nsteps:\n  - say: Hello.\n" + lines + "key501: x\n#< too-many-findings\n")
    let outcome = RoutineParser().parse(SourceText(name: "t.yaml", text: source.text))
    #expect(source.found(outcome.diagnostics) == source.expectations)
    #expect(outcome.diagnostics.map(\.severity).allSatisfy { $0 == .error })
  }
}
