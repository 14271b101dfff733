/// All routines as people read them: in columns, or, in a narrow window, one thing under another.
struct RoutineTable {
  /// Routines with something in common.
  struct Group {
    let heading: String
    var rows: [Row]
  }

  /// A routine.
  struct Row {
    let name: String
    /// How long it takes, and how long with a baby on the arm.
    var time = ""
    var baby = ""
    /// What it needs, or why it cannot be read.
    var needs = ""
    var about = ""
  }

  /// What to do next, and the command for it.
  private static let tips = [
    ("A baby on your arm:", "coach play NAME --with-baby"),
    ("A baby asleep there:", "coach play NAME --with-baby --quiet"),
    ("What suits you now:", "coach suggest --minutes 8 --holding-baby"),
  ]

  /// The longest name that has a column to itself: one long name must not push the other columns out
  /// of sight.
  private static let widestName = 32
  private static let timeWidth = 10
  private static let babyWidth = 13
  /// The least room for what is needed; with less, columns are of no use.
  private static let leastNeeds = 16

  private let groups: [Group]
  private let style: Style
  /// Columns of the name.
  private let nameWidth: Int

  init(_ groups: [Group], _ style: Style) {
    self.groups = groups.filter { !$0.rows.isEmpty }
    self.style = style
    nameWidth =
      groups.flatMap(\.rows).map { DisplayWidth.columns(of: $0.name) }
      .filter { $0 <= Self.widestName }.max() ?? 0
  }

  /// The lines.
  ///
  /// - Parameter columns: how wide they may be; `nil` for as wide as they are.
  /// - Returns: the lines, without the ends of lines.
  func lines(columns: Int?) -> [String] {
    let columns = columns ?? .max
    let isWide = columns - before >= Self.leastNeeds
    var lines = isWide ? [head("", "Takes", "With a baby") + "Needs"] : []
    for group in groups {
      if !lines.isEmpty { lines.append("") }
      lines += DisplayWidth.wrapped(group.heading, to: columns).map {
        "\(style.bold)\($0)\(style.plain)"
      }
      for row in group.rows {
        lines += isWide ? wide(row, columns) : narrow(row, columns)
        lines += indented(row.about, columns).map { "\(style.faint)\($0)\(style.plain)" }
      }
    }
    return lines + [""] + tips(columns)
  }

  /// Columns before what is needed.
  private var before: Int { 2 + nameWidth + 2 + Self.timeWidth + Self.babyWidth }

  private func head(_ name: String, _ time: String, _ baby: String) -> String {
    "  " + DisplayWidth.padded(name, to: nameWidth) + "  "
      + DisplayWidth.padded(time, to: Self.timeWidth)
      + DisplayWidth.padded(baby, to: Self.babyWidth)
  }

  private func wide(_ row: Row, _ columns: Int) -> [String] {
    var head = head(row.name, row.time, row.baby)
    var lines: [String] = []
    if columns - DisplayWidth.columns(of: head) < Self.leastNeeds {
      // A name that is too long for its column has a line to itself.
      lines = DisplayWidth.wrapped(row.name, to: columns - 2).map { "  " + $0 }
      head = self.head("", row.time, row.baby)
    }
    let needs = DisplayWidth.wrapped(row.needs, to: columns - DisplayWidth.columns(of: head))
    let rest = needs.dropFirst().map { String(repeating: " ", count: before) + $0 }
    return lines + [(head + (needs.first ?? "")).trimmingEnd] + rest
  }

  private func narrow(_ row: Row, _ columns: Int) -> [String] {
    let isReadable = !row.time.isEmpty
    let name = DisplayWidth.wrapped(row.name, to: columns - 2).map { "  " + $0 }
    let needs = isReadable && !row.needs.isEmpty ? "needs \(row.needs)" : row.needs
    return name + (isReadable ? indented("\(row.time); with a baby: \(row.baby)", columns) : [])
      + indented(needs, columns)
  }

  private func indented(_ text: String, _ columns: Int) -> [String] {
    DisplayWidth.wrapped(text, to: columns - 4).map { "    " + $0 }
  }

  private func tips(_ columns: Int) -> [String] {
    let width = (Self.tips.map(\.0.count).max() ?? 0) + 2
    let isWide = Self.tips.allSatisfy { width + $0.1.count <= columns }
    return Self.tips.flatMap { words, command in
      isWide
        ? [DisplayWidth.padded(words, to: width) + command]
        : DisplayWidth.wrapped(words, to: columns) + indented(command, columns)
    }
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
