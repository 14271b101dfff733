import SourceYAML
import Testing

@Suite("The reader takes any vocabulary")
struct VocabularyTests {
  /// The words of a language that nothing in the package knows.
  private static let recipes = Vocabulary(
    keys: ["dish", "serves", "courses", "boil", "bake", "note"], topKeys: ["dish", "courses"],
    textKeys: ["note"], synonyms: ["serves": ["people"]],
    entries: Vocabulary.Entries(
      noun: "course", listKey: "courses", listKeys: ["courses"], kinds: ["boil", "bake"],
      nestingKind: "menu", standIn: "boil: water"),
    model: "write `dish: …`", insteadOfAnchors: "write it out",
    insteadOfLargeFile: "cook less")

  private func read(_ text: String) -> (tree: SourceNode?, findings: [Diagnostic]) {
    let findings = DiagnosticCollector()
    let tree = YAMLReader.read(
      SourceText(name: "recipe", text: text), Self.recipes, into: findings)
    return (tree, findings.sorted)
  }

  @Test("Advice on broken YAML speaks of the vocabulary's keys and entries")
  func advice() {
    let missingSpace = read("dish: Soup\nserves:4\ncourses:\n  - boil: water\n").findings
    #expect(missingSpace.map(\.message) == ["a space is missing after `serves:`"])
    let twice = read("courses:\n  - boil: water\n    boil: peas\n").findings
    #expect(
      twice.map(\.remedy) == [
        "keep one of them; or, if a new course begins here, write `- boil:`"
      ])
    #expect(read("").findings.map(\.remedy) == ["write `dish: …`"])
    #expect(read("a: &b c\nd: *b\n").findings.last?.remedy == "write it out")
  }

  @Test("An entry that is not YAML is left out, and the next one is read")
  func leftOut() {
    let one = read("dish: Soup\ncourses:\n  - boil: { a b c\n  - bake: bread\n")
    #expect(one.findings.count == 1)
    guard case .mapping(let entries, _)? = one.tree, case .list(let courses, _) = entries[1].value
    else {
      Issue.record("there is no tree with two courses")
      return
    }
    #expect(courses.count == 2)
  }

  @Test("A key is suggested from the vocabulary: the nearest, or a synonym")
  func suggestions() throws {
    let (tree, findings) = read("dsh: Soup\npeople: 4\n")
    #expect(findings.isEmpty)
    let collector = DiagnosticCollector()
    let context = PlainContext(
      source: SourceText(name: "recipe", text: "dsh: Soup\npeople: 4\n"), findings: collector,
      vocabulary: Self.recipes)
    let root = try #require(tree)
    let written = try #require(MappingReader(root, "a recipe", in: context))
    let reader = written.rejectingKeys(otherThan: ["dish", "serves"], what: "a recipe")
    #expect(collector.sorted.map(\.remedy) == ["write `dish:`", "write `serves:`"])
    #expect(reader.text("dish") == "Soup")
    #expect(reader.text("serves") == "4")
  }
}
