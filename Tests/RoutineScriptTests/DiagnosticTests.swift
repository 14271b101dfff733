import Foundation
import RoutineScript
import ScriptTools
import SourceYAML
import TestSupport
import TestTraits
import Testing

@Suite("Every mistake is found where it is")
struct DiagnosticTests {
  @Test("Findings are those that are marked, and no others", arguments: MarkedScripts.routines)
  func marked(text: String) {
    let source = MarkedSource(text)
    let outcome = RoutineParser().parse(SourceText(name: "marked.yaml", text: text))
    #expect(source.found(outcome.diagnostics) == source.expectations)
    for finding in outcome.diagnostics {
      #expect(!finding.message.hasSuffix("."))
      #expect(finding.remedy != nil, "\(finding.id) says what to write instead")
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(finding.sourceLine == lines[finding.span.start.line - 1])
    }
  }

  @Test("Of thousands of unknown settings in one value the first are reported")
  func manyReferences() {
    let references = (0..<9_000).map { "      ${q\($0)} ${r\($0)}\n" }.joined()
    let text = "title: T\nsteps:\n  - reps: |\n\(references)  - say: x\n"
    let findings = RoutineParser().parse(SourceText(name: "t", text: text)).diagnostics
    #expect(findings.count < 1_000)
    #expect(findings.contains { $0.id == .tooManyFindings })
  }

  @Test(
    "What can only be meant one way is corrected in place, and nothing else is touched",
    arguments: [
      ("title: 家\r\nsteps:\r\n- sya: x # sya\r\n", "title: 家\r\nsteps:\r\n- say: x # sya\r\n", 1),
      (
        "titel: T\nsteps:\n  - hold: 9 s\n    \"each sode\": [ 'lefft', right ]\n",
        "title: T\nsteps:\n  - hold: 9 s\n    each side: [ left, right ]\n", 3
      ),
      // What is meant, and not what would stand there in quotes.
      (
        "title: T\nsteps:\n  - hold: 9 s\n    hands: %none\n",
        "title: T\nsteps:\n  - hold: 9 s\n    hands: none\n", 1
      ),
      // Both could be meant, or it is there already, or it is too far from anything.
      ("title: T\nsteps:\n  - reps: 3\n    tempo: 2 s\n    tempp: 2 s\n", nil, 0),
      ("title: T\nsteps:\n  - xyzzy: 3\n", nil, 0),
      // One of the two is meant, and nobody knows which.
      ("title: T\nsteps:\n  - say: x\n    z:g :\n    z:y\t:\n", nil, 0),
      ("title: T\nstep:\n  - say: x\nstepss:\n  - say: y\n", nil, 0),
    ])
  func corrections(text: String, corrected: String?, count: Int) {
    var source = SourceText(name: "t", text: text)
    var total = 0
    // What a wrong key hides is found when it is right.
    for _ in 0..<3 {
      let (text, count) = source.corrected(by: RoutineParser().parse(source).diagnostics)
      source = SourceText(name: "t", text: text)
      total += count
    }
    #expect(source.text == corrected ?? text)
    #expect(total == count)
  }

  @Test("A typo is answered with the word that was meant")
  func suggestions() {
    let script = "title: T\nsteps:\n  - reps: 5\n    temo: 2s\n"
    let finding = RoutineParser().parse(SourceText(name: "t", text: script)).diagnostics.first
    #expect(finding?.message == "unknown key `temo`; did you mean `tempo`?")
    #expect(finding?.remedy == "write `tempo:`")
  }

  @Test("Of very many repeated keys the first are reported")
  func repeated() {
    let large = String(repeating: "k: x\n", count: 50_000)
    let outcome = RoutineParser().parse(SourceText(name: "t", text: large))
    #expect(outcome.diagnostics.count { $0.id == .duplicateKey } == 500)
    #expect(outcome.diagnostics.contains { $0.id == .tooManyFindings })
    let written = RoutineParser().parse(SourceText(name: "t", text: "1: x\n\"1\": y\n"))
    #expect(written.diagnostics.map(\.id).contains(.duplicateKey), "in quotes it is the same key")
  }

  @Test("A text that says nothing is empty, whatever is around it")
  func nothing() {
    for text in [
      "", "---", "---\n", "# a comment\n---\n# another", "--- # a comment", "---\n...\n",
    ] {
      let outcome = RoutineParser().parse(SourceText(name: "t", text: text))
      #expect(outcome.diagnostics.map(\.id) == [.empty], "\(text)")
      #expect(outcome.diagnostics.first?.span.start.line == 1, "\(text)")
    }
  }

  @Test("Of very many findings the first are reported, and that there are more")
  func many() {
    let keys = (0..<20_000).map { "k\($0): x\n" }.joined()
    let outcome = RoutineParser().parse(SourceText(name: "t", text: keys))
    #expect(outcome.diagnostics.count == 501)
    #expect(outcome.diagnostics.contains { $0.id == .tooManyFindings })
  }

  @Test(
    "Settings cannot be used to make texts of any length",
    arguments: [
      "settings: { a: \(String(repeating: "x", count: 300)) }\nsteps:\n  - say: ${a}\n",
      "settings: { a: \(String(repeating: "x", count: 150)) }\nsteps:\n  - say: "
        + String(repeating: "${a}", count: 100) + "\n",
      "settings: { a: \(String(repeating: "x", count: 150)) }\nsteps:\n  - say: y\n    section: "
        + String(repeating: "${a}", count: 100) + "\n",
    ])
  func longSettings(script: String) {
    let outcome = RoutineParser().parse(SourceText(name: "t", text: "title: T\n" + script))
    #expect(outcome.diagnostics.contains { $0.id == .outOfRange })
  }

  @Test(
    "Texts that are not scripts end in one finding, quickly",
    arguments: LongText.cases([
      ("", DiagnosticID.empty), ("# nothing\n", .empty), ("\u{0}\u{1}\u{2}", .unreadable),
      (String(repeating: "[", count: 200_000), .tooLarge),
      (String(repeating: "[\n", count: 100_000), .syntax),
      (String(repeating: "- ", count: 1_900), .syntax),
      (String(repeating: "a: {\n", count: 5_000), .syntax),
      (String(repeating: "a", count: 2 << 20), .tooLarge),
      ((1...80).map { String(repeating: " ", count: $0) + "- a:\n" }.joined(), .syntax),
      (
        "a: &a [x, x]\n"
          + (1...40).map { "a\($0): &a\($0) [*a\($0 == 1 ? "" : "\($0 - 1)"), *a]\n" }.joined(),
        .alias
      ),
    ]))
  func hopeless(text: LongText, id: DiagnosticID) {
    let outcome = RoutineParser().parse(SourceText(name: "t", text: text.text))
    #expect(outcome.routine == nil)
    #expect(outcome.diagnostics.map(\.id) == [id])
  }
}
