import Foundation
import SourceYAML
import TestSupport
import Testing

@testable import RoutineScript
@testable import ScriptTools

@Suite("A script is formatted alike, whoever wrote it")
struct FormatTests {
  private func format(_ text: String) throws -> String {
    switch ScriptFormatter.format(SourceText(name: "test.yaml", text: text)) {
    case .formatted(let text): return text
    case .refused(let findings): throw Refused(findings: findings.map(\.message))
    }
  }

  private struct Refused: Error {
    let findings: [String]
  }

  private func tree(_ text: String) -> SourceNode? {
    let findings = DiagnosticCollector()
    let node = YAMLReader.read(SourceText(name: "test.yaml", text: text), .routine, into: findings)
    return findings.hasErrors ? nil : node
  }

  @Test("Every file that ships is in standard form")
  func shipped() throws {
    for folder in [
      "Scripts", "Scripts/templates", "Voices", "Voices/phrases", "Voices/pronunciation",
    ] {
      let path = Repository.root.appending(path: folder).path()
      for file in try FileManager.default.contentsOfDirectory(atPath: path)
      where file.hasSuffix(".yaml") {
        let text = try Repository.text("\(folder)/\(file)")
        #expect(try format(text) == text, "coach format \(folder)/\(file)")
      }
    }
  }

  @Test("No value and no comment is lost, and formatting again changes nothing")
  func odd() throws {
    var read = 0
    for seed in UInt64(0)..<300 {
      var odd = OddYAML(seed: seed)
      let (text, count) = odd.text()
      guard let before = tree(text) else { continue }
      read += 1
      let formatted = try format(text)
      let after = try #require(tree(formatted), "seed \(seed)")
      #expect(before.hasValues(of: after), "seed \(seed)")
      #expect(try format(formatted).utf8.elementsEqual(formatted.utf8), "seed \(seed)")
      let comments = formatted.matches(of: /\bc(\d+)\b/).compactMap { Int($0.1) }
      // The keys of a step are put in order, and their comments with them.
      let found = text.contains("steps") ? comments.sorted() : comments
      let wanted = Array(1..<(count + 1))
      #expect(found == wanted, "seed \(seed)")
      #expect(!formatted.contains("\r"), "seed \(seed)")
    }
    #expect(read > 200)
  }

  @Test("A random routine stays the routine it is")
  func routines() throws {
    for seed in UInt64(0)..<30 {
      var random = RandomRoutine(seed: seed)
      let text = random.script()
      let formatted = try format(text)
      #expect(try #require(tree(text)).hasValues(of: try #require(tree(formatted))), "seed \(seed)")
      #expect(try format(formatted) == formatted, "seed \(seed)")
      #expect(findings(of: text) == findings(of: formatted), "seed \(seed)")
    }
  }

  private func findings(of text: String) -> [String] {
    RoutineParser().parse(SourceText(name: "t", text: text)).diagnostics.map(\.message).sorted()
  }

  @Test(
    "Standard form",
    arguments: [
      ("a:   b\r\nc:\r\n- d\r\n-   e", "a: b\nc:\n  - d\n  - e\n"),
      ("a: 'b'\nc: \"d: e\"\nf: '\"g\"'\nh: \"5\"", "a: b\nc: \"d: e\"\nf: '\"g\"'\nh: \"5\"\n"),
      ("a: {b: 1,c: [d,e , ]}", "a: { b: 1, c: [d, e] }\n"),
      ("a: [b, # one\n  # two\n  c]", "a: [\n  b,  # one\n  # two\n  c,\n]\n"),
      ("\n\n#one\n\n\n#!two\na: 1\n\n\n\nb: 2\n\n\n", "# one\n\n#!two\na: 1\n\nb: 2\n"),
      (
        "a: 1 # one\nlonger: 2    #two\nb:   # three\n  c: 3",
        "a: 1       # one\nlonger: 2  #two\nb:  # three\n  c: 3\n"
      ),
      (
        "a:\n    b: 1\n    # of b\n  # of a\n# of all\n", "a:\n  b: 1\n  # of b\n# of a\n# of all\n"
      ),
      ("a: >-\n   One. Two.\n   Three\n   four.\n", "a: >-\n  One. Two.\n  Three four.\n"),
      ("a: >-\n   Short.\nb: |-\n  Short too.\n", "a: Short.\nb: Short too.\n"),
      ("a: |\n    One\n      two\n\n\nb: |+\n  x\n\n", "a: |\n  One\n    two\n\nb: |+\n  x\n\n"),
      ("a: |4\n     \u{200D}x\n", "a: |2\n   \u{200D}x\n"),
      // A comment less deep than an empty text is not part of it, and its sign need not be deep.
      (">\n  \n\n # one\n", "\"\"\n\n# one\n"), ("a:\n>-\n  One.\nb: 2\n", "a: One.\nb: 2\n"),
      // No blank line comes to a text that keeps those it ends with.
      (
        "steps:\n  - section: A\n    say: |+\n      x\n\n  - section: B\n    say: y\n",
        "steps:\n  - section: A\n    say: |+\n      x\n\n  - section: B\n    say: y\n"
      ),
      ("a: Sit\n  tall.\n", "a: Sit tall.\n"),
      (
        "---\n- - a\n  -   b: 1\n      c:\n-\n  # d\n  d\n...\n",
        "- - a\n  - b: 1\n    c:\n# d\n- d\n"
      ),
      // What would begin or end a document at the start of a line keeps from being one.
      ("  ...", "\"...\"\n"), ("  --- a: 1\n  b: 2\n", "\"--- a\": 1\nb: 2\n"),
      // A key that is in no order does not keep those before a paragraph from theirs.
      (
        "about: A.\ntitle: T\nsteps:\n  - say: x\nother: 1\n",
        "title: T\nabout: A.\n\nsteps:\n  - say: x\nother: 1\n"
      ),
      // A comment that is a line taken out stays where taking its `#` off puts it back.
      (
        "a:\n  - b: 1\n#  - b: 2\n#    c: 3\n  - b: 4\n",
        "a:\n  - b: 1\n#  - b: 2\n#    c: 3\n  - b: 4\n"
      ),
    ])
  func standardForm(before: String, after: String) throws {
    #expect(try format(before) == after)
    #expect(try format(after) == after)
  }

  @Test("A long text has a line for each sentence, and is broken where nothing else fits")
  func long() throws {
    let sentence = "Lift your chest gently, and let your shoulders drop as you breathe out."
    let text = try format("say: \"\(sentence) \(sentence)\"\n")
    #expect(text == "say: >-\n  \(sentence)\n  \(sentence)\n")
    let words = Array(repeating: "slowly", count: 40).joined(separator: " ")
    let broken = try format("say: \(words)\n").split(separator: "\n")
    #expect(broken.count == 4)
    #expect(broken.allSatisfy { $0.count <= 100 })
    // What is cut off by a `#` stays where it is seen to be.
    for comment in ["#3 again.", "# three"] {
      let cut = try format("say: \(words)\n  slowly \(comment)\n")
      let isCut = comment.hasPrefix("#3")
      #expect(cut.hasPrefix(isCut ? "say: \(words) slowly  #3 again." : "say: >-  # three\n"))
    }
    let link = "source: https://example.org/" + String(repeating: "x", count: 120) + "\n"
    #expect(try format(link) == link)
  }

  @Test("A routine's keys in the order of the language, with a blank line where a section starts")
  func order() throws {
    let formatted = try format(
      """
      steps:
        - hands: one  # which
          reps: 3
          section: One
          say: Up.
        - rest: 5s
          section: Two
        # why
        - tempo: 3s
          # it is the same
          reps: 2
          of: Twist
      title: T
      """)
    #expect(
      formatted == """
        title: T

        steps:
          - section: One
            reps: 3
            hands: one  # which
            say: Up.

          - section: Two
            rest: 5s
          # why
          - tempo: 3s
            # it is the same
            reps: 2
            of: Twist

        """)
  }

  @Test(
    "What cannot be formatted is left alone, and the reason is reported",
    arguments: [
      ("a: [b\n", DiagnosticID.syntax, 1), ("", .empty, 1), ("# only words\n", .empty, 1),
      ("a: 1\na: 2\n", .duplicateKey, 2), ("a: 1\nb: &x 2\n", .alias, 2),
      ("a: !!str 2\n", .alias, 1), ("? a\n: b\n", .cannotFormat, 1),
      ("a: 1\n? b\n", .cannotFormat, 2), ("a: \u{FEFF}b\n", .cannotFormat, 1),
      ("%YAML 1.1\n---\na: b\n", .cannotFormat, 1), ("a: b\n--- c\n", .syntax, 2),
      ("a: \"x\u{2028}  y\"\n", .cannotFormat, 1),
      ("- a\n- [b, # c\n  d\n  # e\n  , f]\n", .cannotFormat, 5),
    ])
  func refused(text: String, id: DiagnosticID, line: Int) {
    guard
      case .refused(let findings) = ScriptFormatter.format(SourceText(name: "t", text: text))
    else {
      Issue.record("formatted")
      return
    }
    #expect(findings.map(\.id) == [id])
    #expect(findings.first?.span.start.line == line)
    #expect(findings.first?.remedy?.isEmpty == false)
  }
}
