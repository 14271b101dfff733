import TestSupport
import Testing

@Suite("The line of a finding, and the caret under it")
struct ExcerptTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test(
    "Wide characters, combining marks and control characters take the columns they are shown in",
    arguments: [
      ("a", " "), ("家家", "    "), ("✅⭐", "    "), ("🇩🇪", "  "), ("e\u{301}", " "),
      ("\u{1100}\u{1161}\u{11A8}", "  "), ("שלום", "    "), ("\u{202E}x", "  "),
      ("a\tb", " \t "),
    ])
  func widths(text: String, under: String) throws {
    try program.write("title: T\nsteps:\n  - { say: \"\(text)\", tmpo: 3s }\n", to: "t.yaml")
    let errors = try program.shell("coach check t.yaml").errors
    #expect(errors.contains("\n   |             \(under)   ^~~~\n"), "\(errors)")
    #expect(!errors.contains("\u{202E}"))
  }

  @Test("A narrow terminal gets a shortened line with the caret still in its place")
  func narrow() throws {
    let words = String(repeating: "家 word ", count: 20)
    try program.write(
      """
      title: T
      steps:
        - { say: "\(words)", tmpo: 3s }
        - { tmop: 3s, say: "\(words)" }
        - say: \(String(repeating: "long", count: 600))
      """, to: "t.yaml")
    let terminal = try PseudoTerminal(columns: 40)
    _ = try program.shell("coach check t.yaml 2>\(terminal.path)", environment: ["NO_COLOR": "1"])
    let lines = terminal.read().split(separator: "\r\n").map(String.init)
    let excerpts = lines.filter { $0.hasPrefix(" 3 |") || $0.hasPrefix(" 4 |") }
    #expect(excerpts.count == 2)
    #expect(excerpts.first?.contains("…") == true)
    for (line, carets) in zip(lines, lines.dropFirst()) where carets.contains("^") {
      let columns = line.unicodeScalars.reduce(0) { $0 + ($1 == "家" ? 2 : 1) }
      #expect(columns < 40, "\(line)")
      #expect(carets.count < 40)
      let marked = line.contains("tmpo") ? "tmpo" : line.contains("tmop") ? "tmop" : "long"
      let before = line.prefix { _ in true }.firstRange(of: marked)
        .map { line[..<$0.lowerBound].unicodeScalars.reduce(0) { $0 + ($1 == "家" ? 2 : 1) } }
      #expect(before == carets.prefix { $0 != "^" }.count, "\(line)")
    }
  }
}
