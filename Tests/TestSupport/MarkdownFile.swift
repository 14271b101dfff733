/// A Markdown file of the project, as tests read it: fenced blocks, headings and tables.
public struct MarkdownFile: Sendable {
  /// The text between two fences.
  public struct Block: Sendable {
    /// The word after the first fence; empty if there is none.
    public let kind: String
    /// Its lines, each with its end.
    public let text: String
    /// The paragraph before it; empty if another block comes directly before it.
    public let before: String
    /// The line of its first fence.
    public let line: Int

    /// The file that it shows, if the paragraph before it names one: `` `neck.yaml`: ``.
    ///
    /// `~` means the reader's home.
    public var file: String? {
      before.matches(of: /`((?:~\/)?[a-z.][a-z0-9.\/-]*)`/).map { String($0.output.1) }
        .last { $0.hasSuffix(".yaml") || $0.contains("/variants/") }
    }
  }

  /// A heading with the text under it, up to the next heading of any depth.
  public struct Section: Sendable {
    /// The heading, without backticks.
    public let title: String
    /// The number of its `#`.
    public let depth: Int
    /// The lines under it.
    public let lines: [String]

    /// Its lines up to the first fence, as one text.
    public var opening: String {
      lines.prefix { !$0.hasPrefix("```") }.joined(separator: "\n")
    }

    /// Its fenced blocks.
    public var blocks: [Block] { MarkdownFile.blocks(of: lines) }

    /// The rows of its tables, without their heads, cell by cell.
    public var rows: [[String]] {
      var rows: [[String]] = []
      for (index, line) in lines.enumerated() where line.hasPrefix("| ") {
        let isHead = lines.indices.contains(index + 1) && lines[index + 1].hasPrefix("| ---")
        if isHead || line.hasPrefix("| ---") { continue }
        rows.append(MarkdownFile.cells(line))
      }
      return rows
    }
  }

  /// Its path in the project.
  public let path: String
  /// Its lines.
  public let lines: [String]

  /// Reads a file of the project.
  public init(_ path: String) throws {
    self.path = path
    lines = try Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  /// Every fenced block, in order.
  public var blocks: [Block] { Self.blocks(of: lines) }

  /// Every heading with the text under it; a `#` inside a block is not a heading.
  public var sections: [Section] {
    var sections: [Section] = []
    var head: (title: String, depth: Int)?
    var body: [String] = []
    var isInBlock = false
    for line in lines {
      if line.hasPrefix("```") { isInBlock.toggle() }
      let depth = line.prefix { $0 == "#" }.count
      guard !isInBlock, depth > 0, line.dropFirst(depth).first == " " else {
        body.append(line)
        continue
      }
      if let head { sections.append(Section(title: head.title, depth: head.depth, lines: body)) }
      head = (String(line.dropFirst(depth + 1)).replacing("`", with: ""), depth)
      body = []
    }
    if let head { sections.append(Section(title: head.title, depth: head.depth, lines: body)) }
    return sections
  }

  private static func blocks(of lines: [String]) -> [Block] {
    var found: [Block] = []
    var before = ""
    var isParagraph = false
    var open: (kind: String, line: Int, lines: [String])?
    for (index, line) in lines.enumerated() {
      if let block = open {
        if line == "```" {
          found.append(
            Block(
              kind: block.kind, text: block.lines.map { $0 + "\n" }.joined(), before: before,
              line: block.line))
          open = nil
          (before, isParagraph) = ("", false)
        } else {
          open = (block.kind, block.line, block.lines + [line])
        }
      } else if line.hasPrefix("```") {
        open = (String(line.dropFirst(3)), index + 1, [])
      } else {
        before = line.isEmpty ? before : isParagraph ? before + "\n" + line : line
        isParagraph = !line.isEmpty
      }
    }
    return found
  }

  /// The cells of a table's row; a bar in backticks is part of its cell.
  private static func cells(_ row: String) -> [String] {
    var cells: [String] = [""]
    var isCode = false
    for character in row.dropFirst().dropLast() {
      if character == "`" { isCode.toggle() }
      if character == "|", !isCode {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    return cells.map { cell in
      String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }
}
