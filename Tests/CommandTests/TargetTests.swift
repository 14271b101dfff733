import Foundation
import TestSupport
import Testing

@Suite("The README's table of targets")
struct TargetTests {
  /// A target of `Package.swift`.
  private struct Target {
    let name: String
    /// The modules that it depends on, of this package or another.
    let dependencies: Set<String>
    /// The folder of its sources.
    let folder: String
  }

  /// The targets in `Sources`, as `Package.swift` has them.
  private static func targets() throws -> [Target] {
    let manifest = try Repository.text("Package.swift")
    let start = try #require(manifest.range(of: "\n  targets: [\n")).upperBound
    return manifest[start...].split(separator: /\.(?:target|executableTarget|systemLibrary)\(/)
      .dropFirst().compactMap { block in
        guard let name = strings(in: block, of: "name").first else { return nil }
        let folder =
          list(in: block, of: "sources").first ?? strings(in: block, of: "path").first
          ?? "Sources/\(name)"
        guard folder.hasPrefix("Sources/") else { return nil }
        return Target(
          name: name, dependencies: Set(list(in: block, of: "dependencies")), folder: folder)
      }
  }

  /// The first value of an argument that is one string.
  private static func strings(in block: Substring, of argument: String) -> [String] {
    block.matches(of: /(\w+): "([^"]+)"/).filter { $0.output.1 == argument }
      .map { String($0.output.2) }
  }

  /// The strings in an argument that is a list; of a product, only its name.
  private static func list(in block: Substring, of argument: String) -> [String] {
    guard let start = block.range(of: " \(argument): [")?.upperBound else { return [] }
    return block[start...].prefix { $0 != "]" }.replacing(/package: "[^"]+"/, with: "")
      .matches(of: /"([^"]+)"/).map { String($0.output.1) }
  }

  /// The modules that the Swift files in a folder import.
  private static func allImports(in folder: String) throws -> Set<String> {
    let root = Repository.root.appending(path: folder)
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    let texts = try (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
      .map { try String(contentsOf: $0, encoding: .utf8) }
    return Set(
      texts.flatMap { text in
        text.matches(of: /(?m)^(?:@\w+ )*(?:\w+ )?import (?:\w+ )?(\w+)/)
          .map { String($0.output.1) }
      })
  }

  /// The same, except those that come with Swift.
  private static func imports(in folder: String) throws -> Set<String> {
    let comesWithSwift: Set = [
      "Dispatch", "FoundationEssentials", "Glibc", "Swift", "Synchronization",
    ]
    return try allImports(in: folder).subtracting(comesWithSwift)
  }

  /// What the README says each target imports, by the target's name.
  private static func table() throws -> [String: Set<String>] {
    let sections = try MarkdownFile("README.md").sections
    let rows = try #require(sections.first { $0.title == "Targets" }).rows
    var table: [String: Set<String>] = [:]
    for row in rows {
      let names = row[0].matches(of: /`([^`]+)`/).map { String($0.output.1) }
      let imports = Set(row[2].matches(of: /`([^`]+)`/).map { String($0.output.1) })
      for name in names { table[name] = imports }
    }
    return table
  }

  @Test("It has every target, and the dependencies of each")
  func dependencies() throws {
    let targets = try Self.targets()
    #expect(targets.count > 10)
    let table = try Self.table()
    #expect(Set(table.keys) == Set(targets.map(\.name)))
    for target in targets {
      #expect(table[target.name] == target.dependencies, "\(target.name)")
    }
  }

  @Test("A target imports all that it depends on, and nothing else")
  func imports() throws {
    let targets = try Self.targets()
    for target in targets {
      let imports = try Self.imports(in: target.folder)
      // A program in C includes headers; what only lies beside another is not imported.
      guard !imports.isEmpty else { continue }
      #expect(
        imports == target.dependencies.subtracting(["BuiltInFiles", "coach-speech"]),
        "\(target.name)")
    }
  }

  @Test("Nothing imports all of Foundation, which is larger than the program")
  func lightness() throws {
    let imports = try Self.allImports(in: "Sources")
    #expect(imports.contains("FoundationEssentials"))
    #expect(imports.isDisjoint(with: ["Foundation", "FoundationInternationalization"]))
  }
}
