import Catalog
import Foundation
import Preparation
import SourceYAML
import TestSupport
import Testing

@Suite("Signs that are not said are found at their place", .serialized)
struct LostSignsTests {
  private let folders: Folders
  private let user: URL

  init() throws {
    user = FileManager.default.temporaryDirectory.appending(path: "coach-user-\(UUID())")
    try FileManager.default.createDirectory(
      at: user.appending(path: "routines"), withIntermediateDirectories: true)
    folders = Folders(
      user: user.path(percentEncoded: false),
      builtIn: Repository.root.path(percentEncoded: false))
  }

  private func check(_ text: String, in language: String? = nil) throws -> [Diagnostic] {
    let file = user.appending(path: "routines/mine.yaml")
    try text.write(to: file, atomically: true, encoding: .utf8)
    let source = try RoutineCatalog(folders).source("mine")
    return try RoutineCheck(source, in: folders, language: language).diagnostics
  }

  @Test("In every way that YAML has of writing a text, and in every text that is said")
  func places() throws {
    defer { try? FileManager.default.removeItem(at: user) }
    let source = MarkedSource(
      """
      title: A ♥ is seen here
      say as: { Яна: yana }
      steps:
        - say: Sit ♥ and wait ♥♥.
      #            ^ cannot-be-said
      #                       ^^ cannot-be-said
          because: a test
        - say: "Good ♥ quotes."
      #              ^ cannot-be-said
        - say: "An escape \\u2665 is the whole text."
      #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ cannot-be-said
        - say: Say Яна, не зна.
      #                 ^^ cannot-be-said
      #                    ^^^ cannot-be-said
        - reps: 2
          of: Twist ✓
      #             ^ cannot-be-said
          say: Do 3x10 at > 5 ℃, **now**.
        - hold: 20 s
          during:
            - at: 5 s
              say: Go <fast>.
      #               ^^^^^^ cannot-be-said
      """)
    let found = try check(source.text)
    #expect(source.found(found) == source.expectations)
    #expect(found.allSatisfy { $0.severity == .warning && $0.remedy != nil })
  }

  @Test("In a text of several lines, on its line")
  func lines() throws {
    defer { try? FileManager.default.removeItem(at: user) }
    let found = try check(
      "title: T\nsteps:\n  - say: >-\n      Of ♥ lines | and\n      a second ♥ here.\n    because: a test\n"
    )
    let places = found.map { [$0.span.start.line, $0.span.start.column, $0.span.end.column] }
    #expect(places == [[4, 10, 11], [4, 18, 19], [5, 16, 17]])
  }

  @Test("A translation's signs are found in its own file, and no longer in the script")
  func translation() throws {
    defer { try? FileManager.default.removeItem(at: user) }
    try "language: es\ntexts:\n  - original: Sit ♥.\n    text: Con ✓ calma.\n".write(
      to: user.appending(path: "routines/mine.es.yaml"), atomically: true, encoding: .utf8)
    let script = "title: T\nsteps:\n  - say: Sit ♥.\n    because: a test\n"
    let found = try check(script, in: "es").filter { $0.id.name == "cannot-be-said" }
    #expect(found.map(\.span.start) == [SourcePosition(line: 4, column: 15)])
    #expect(found.first?.span.file.hasSuffix("mine.es.yaml") == true)
    #expect(found.first?.sourceLine == "    text: Con ✓ calma.")
  }

  @Test("Nothing that ships has any")
  func shipped() throws {
    defer { try? FileManager.default.removeItem(at: user) }
    for name in try Repository.routines() {
      #expect(try RoutineCheck(name, in: folders).diagnostics == [], "\(name)")
    }
  }
}
