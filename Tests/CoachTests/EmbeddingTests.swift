import Foundation
import TestSupport
import Testing

@Suite("The program of the article on embedding", .serialized)
struct EmbeddingTests {
  @Test("Every block of the article is compiled here as it stands there")
  func blocks() throws {
    let example = try Repository.text("Tests/CoachTests/EmbeddingExample.swift")
    let blocks = try Articles.article("Embedding").blocks.filter { $0.kind == "swift" }
    // The first is the manifest; `Tests/Embedding/run` builds all of them as a package.
    for block in blocks.dropFirst() {
      let lines = block.text.split(separator: "\n", omittingEmptySubsequences: false)
        .drop { $0.isEmpty || $0 == "import Coach" }
      let text = lines.map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n")
      #expect(example.contains(text), "line \(block.line)")
    }
    #expect(blocks.count > 6)
  }

  @Test("It runs")
  func program() throws {
    defer { try? FileManager.default.removeItem(atPath: "/tmp/neck.wav") }
    try embeddingExample()
    #expect(FileManager.default.fileExists(atPath: "/tmp/neck.wav"))
  }
}
