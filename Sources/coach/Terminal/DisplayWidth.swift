/// How wide text is on a terminal, and how it is kept from commanding it.
enum DisplayWidth {
  /// Columns a text takes.
  static func columns(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
  }

  /// Columns a text takes in which colours are set, as `Style` does.
  static func styledColumns(of text: String) -> Int {
    columns(of: text.replacing(/\u{1B}\[[0-9;]*m/, with: ""))
  }

  /// The text cut to so many columns, with an ellipsis if something is missing.
  static func cut(_ text: String, to columns: Int) -> String {
    guard self.columns(of: text) > columns else { return text }
    var result = ""
    var width = 0
    for character in text {
      let next = self.columns(of: String(character))
      if width + next > columns - 1 { break }
      result.append(character)
      width += next
    }
    return result + "…"
  }

  /// The text, filled up with spaces to so many columns.
  static func padded(_ text: String, to columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - self.columns(of: text)))
  }

  /// The text with what commands a terminal shown as marks: control characters, and those that
  /// change the direction of what follows, so that a line would not be read as it is (Unicode
  /// Technical Report 36, section 2.10).
  static func visible(_ text: String, keepingTabs: Bool = false) -> String {
    guard text.unicodeScalars.contains(where: isCommand) else { return text }
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if !isCommand(scalar) || (keepingTabs && scalar == "\t") {
        view.append(scalar)
      } else {
        view.append("\u{FFFD}")
      }
    }
    return String(view)
  }

  private static func isCommand(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: scalar.properties.generalCategory == .control
    }
  }

  /// Wide ranges of Unicode Standard Annex 11 (East Asian Width); those of emoji that are not in
  /// them are recognised by their own property.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
    0x1F900...0x1FAFF, 0x20000...0x3FFFD,
  ]

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.isASCII { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    // The vowels and endings that join a Korean syllable.
    case 0x1160...0x11FF: return 0
    // Two of these make a flag.
    case 0x1F1E6...0x1F1FF: return 1
    default:
      return scalar.properties.isEmojiPresentation || wide.contains { $0.contains(scalar.value) }
        ? 2 : 1
    }
  }
}
