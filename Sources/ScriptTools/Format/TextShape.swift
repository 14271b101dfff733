internal import RoutineScript
internal import SourceYAML

/// How a single value is written in a block: on its key's line, or as a block of text below it.
enum TextShape {
  case line(String)
  /// The sign behind the key, and the lines below it.
  case block(String, [String])

  /// Chooses the shape of a value.
  ///
  /// - Parameters:
  ///   - scalar: the value.
  ///   - room: the columns there are on its key's line.
  ///   - textIndent: where the lines of a block would start.
  init(_ scalar: WrittenScalar, room: Int, textIndent: Int) {
    let value = scalar.value
    let line = ScalarSpelling.inline(scalar, inFlow: false)
    let isBlock = scalar.style == .folded || scalar.style == .literal
    let hasWords = value.contains { !$0.isWhitespace }
    // Nothing at all, `~`, would be a text in a block, however long its key is.
    guard hasWords, scalar.style != .plain || !value.isNull else {
      self = .line(line)
      return
    }
    if scalar.style == .literal, value.utf8.contains(0x0A) {
      self = Self.literal(value)
      return
    }
    let folding = TextFolding(scalar)
    guard folding.canFold else {
      let keepsLines = isBlock && value.utf8.contains(0x0A)
      self = keepsLines ? Self.literal(value) : .line(line)
      return
    }
    let text = folding.lines(indent: textIndent)
    let folded = Self.block(value.hasSuffix("\n") ? ">" : ">-", text)
    if value.utf8.contains(0x0A) {
      self = scalar.style == .quoted ? .line(line) : folded
      return
    }
    let isPlain = scalar.style == .plain || ScalarSpelling.canBePlain(value, inFlow: false)
    if isBlock, folding.hasBreaks || !isPlain {
      self = folded
    } else if line.count <= room {
      self = .line(line)
    } else if text.count > 1 || text.allSatisfy({ $0.count <= TextFolding.width - textIndent }) {
      self = folded
    } else {
      self = .line(line)
    }
  }

  /// A text with its line ends as they are.
  private static func literal(_ value: String) -> Self {
    let bare = value.reversed().drop { $0 == "\n" }
    let ends = value.count - bare.count
    let sign = ends == 0 ? "-" : ends == 1 ? "" : "+"
    // Lines that start with a space would be taken for indentation, whatever mark is on it.
    let first = value.unicodeScalars.drop { $0 == "\n" }.first
    let indentation = first == " " || first == "\t" ? "2" : ""
    var lines = String(bare.reversed()).split(separator: "\n", omittingEmptySubsequences: false)
    lines += Array(repeating: "", count: max(0, ends - 1))
    return .block("|" + indentation + sign, lines.map(String.init))
  }
}
