import RoutineScript
import SourceYAML
import TestSupport
import Testing

@Suite("Every example in the articles works", .serialized)
struct ExampleTests {
  /// The kinds of fenced blocks that some test runs.
  private static let kinds = ["yaml", "sh", "text", "swift"]

  @Test("An article has no example that nobody tries", arguments: Articles.all)
  func kinds(name: String) throws {
    for block in try Articles.article(name).blocks {
      #expect(
        Self.kinds.contains(block.kind) || block.file?.contains("/variants/") == true,
        "\(name), line \(block.line): ```\(block.kind)")
    }
  }

  @Test(
    "A file has the findings it is marked with, no others, and is formatted",
    arguments: Articles.all)
  func examples(name: String) throws {
    let folder = try ExampleFolder(try Articles.article(name))
    defer { folder.remove() }
    let findings = try folder.findings()
    for file in folder.files {
      let source = file.example.source
      let found = findings[file.path] ?? []
      #expect(
        source.found(found) == source.expectations,
        "\(name), line \(file.example.block.line): \(found.map(\.message))")
    }
    let known = Set(folder.files.map(\.path))
    #expect(findings.keys.filter { !known.contains($0) } == [])
  }
}
