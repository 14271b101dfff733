internal import RoutineScript
internal import SourceYAML

/// A line of a script that is being written down.
struct FormattedLine {
  /// Spaces, and the `-` of the items that start on this line.
  private var start: String
  let text: String
  var comment: String?
  /// Whether it is all there is of its member: comments behind such lines are aligned.
  var isWhole: Bool

  init(_ indent: Int, _ text: String, comment: String? = nil, isWhole: Bool = false) {
    start = String(repeating: " ", count: indent)
    self.text = text
    self.comment = comment
    self.isWhole = isWhole
  }

  /// Puts the `-` of an item before the line.
  mutating func startItem(at indent: Int) {
    start = start.prefix(indent) + "- " + start.dropFirst(indent + 2)
  }

  /// Whether there is nothing on it.
  var isBlank: Bool { text.isEmpty && comment == nil && start.allSatisfy { $0 == " " } }

  /// What is before a comment, without trailing spaces.
  private var body: String { text.isEmpty ? start.withoutLastSpaces : start + text }

  /// The longest line whose comment others are aligned with, in columns.
  private static let longestAligned = 50

  /// The lines as text.
  static func text(of lines: [FormattedLine]) -> String {
    var text = ""
    var column = 0
    for (index, line) in lines.enumerated() {
      let isFirst = index == 0 || !line.isWhole || !lines[index - 1].continues(line)
      if isFirst { column = Self.column(of: lines[index...]) }
      let body = line.body
      text += body
      if let comment = line.comment {
        text += String(repeating: " ", count: max(2, column - body.count)) + comment
      }
      text += "\n"
    }
    return text
  }

  /// Whether another line is of the same block, right under this.
  private func continues(_ other: FormattedLine) -> Bool {
    isWhole && other.isWhole && start.count == other.start.count
  }

  /// The column that the comments of the first lines share.
  private static func column(of lines: ArraySlice<FormattedLine>) -> Int {
    var longest = 0
    var previous: FormattedLine?
    for line in lines {
      if let previous, !previous.continues(line) { break }
      previous = line
      let columns = line.body.count
      if line.comment != nil, columns <= longestAligned { longest = max(longest, columns) }
    }
    return longest + 2
  }
}

extension String {
  /// The text without the spaces it ends with.
  fileprivate var withoutLastSpaces: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
