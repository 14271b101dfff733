import Foundation
import TestSupport
import Testing

@Suite("The commands in the documentation run", .serialized)
struct ArticleTests {
  private let program: Program

  init() throws { program = try Program() }

  private static let folder = "Sources/CoachLibrary/Coach.docc"

  static let articles: [String] =
    ((try? FileManager.default.contentsOfDirectory(
      atPath: Repository.root.appending(path: folder).path())) ?? [])
    .filter { $0.hasSuffix(".md") }.sorted()

  @Test(
    "Each runs with the files of its article and prints the text shown below it",
    arguments: articles)
  func commands(article: String) throws {
    let configuration = try program.write(
      "</usr/share/alsa/alsa.conf>\npcm.!default { type null }\n", to: ".alsa.conf")
    let blocks = try MarkdownFile("\(Self.folder)/\(article)").blocks
    for block in blocks where !["sh", "text"].contains(block.kind) {
      guard let file = block.file else { continue }
      try program.write(block.text, to: file.hasPrefix("~/") ? String(file.dropFirst(2)) : file)
    }
    var printed = ""
    for (index, block) in blocks.enumerated() {
      if block.kind == "text" {
        #expect(!printed.isEmpty && printed == trimmed(block.text), "line \(block.line)")
      }
      guard block.kind == "sh" else { continue }
      printed = ""
      for line in block.text.split(separator: "\n") {
        guard line.hasPrefix("coach ") || line.hasPrefix("espeak-ng ") else {
          Issue.record("not run: \(line)")
          continue
        }
        let result = try program.shell(
          String(line), environment: ["ALSA_CONFIG_PATH": configuration])
        // What goes wrong is shown.
        let isShown = blocks.dropFirst(index + 1).first?.kind == "text"
        #expect(result.code == 0 || isShown, "\(line): \(result.errors)")
        printed += trimmed(result.text + result.errors)
      }
    }
  }

  /// Lines without what stands around them, so that a listing may be set in.
  private func trimmed(_ text: String) -> String {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) + "\n" }.joined()
  }
}
