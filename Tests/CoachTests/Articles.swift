import Foundation
import TestSupport

/// The articles of the documentation, as files.
enum Articles {
  static let folder = "Sources/CoachLibrary/Coach.docc"

  /// Every article, the first page included, by the name of its file.
  static let all: [String] = names()

  /// An article by its name.
  static func article(_ name: String) throws -> MarkdownFile {
    try MarkdownFile("\(folder)/\(name).md")
  }

  /// The lines that an example of steps is written below, from the article that tells so.
  static func frame() throws -> String {
    let section = try article("Language").sections.first { $0.title == "How to read the examples" }
    return section?.blocks.first?.text ?? ""
  }

  private static func names() -> [String] {
    let path = Repository.root.appending(path: folder).path()
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
      .filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }.sorted()
  }
}
