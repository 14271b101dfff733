internal import RoutineScript
internal import SourceYAML

/// Breaks a long text into lines: a new one where a sentence starts, and where nothing else fits.
struct TextFolding {
  /// The text's columns in a file.
  static let width = 100

  let scalar: WrittenScalar
  private let value: [Unicode.Scalar]
  /// Where the author started a new line, as places in the value.
  private let breaks: Set<Int>

  init(_ scalar: WrittenScalar) {
    self.scalar = scalar
    let value = Array(scalar.value.unicodeScalars)
    self.value = value
    breaks = Self.breaks(scalar.lines.map { Array($0.unicodeScalars) }, in: value)
      .filter { Self.endsSentence(value, at: $0) }
  }

  /// Whether the author has given sentences lines of their own.
  var hasBreaks: Bool { !breaks.isEmpty }

  /// Whether it means the same when it is folded: nothing that is indented further, for one.
  var canFold: Bool {
    let text = value.last == "\n" ? value.dropLast() : value[...]
    guard let last = text.last, last != "\n", text.first != "\n",
      ScalarSpelling.isPrintable(text.filter { $0 != "\n" })
    else { return false }
    return text.split(separator: "\n").allSatisfy { line in
      line.first?.isBlank == false && line.last?.isBlank == false
    }
  }

  /// The lines under `>-`; empty ones are the text's own line ends.
  func lines(indent: Int) -> [String] {
    let room = max(20, Self.width - indent)
    var lines: [String] = []
    var start = 0
    for end in 0...value.count where end == value.count || value[end] == "\n" {
      if end == value.count, end == start, end > 0 { break }
      if start > 0 { lines.append("") }
      if end > start { lines += paragraph(start..<end, room: room) }
      start = end + 1
    }
    return lines
  }

  private func paragraph(_ range: Range<Int>, room: Int) -> [String] {
    pieces(range) { breaks.contains($0) }.flatMap { line in
      line.count <= room
        ? [line]
        : pieces(line) { Self.endsSentence(value, at: $0) }.flatMap { filled($0, room: room) }
    }.map { String(value[$0]) }
  }

  /// Cuts a range at spaces.
  private func pieces(_ range: Range<Int>, at isCut: (Int) -> Bool) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = range.lowerBound
    for place in range where canBreak(at: place, in: range) && isCut(place) {
      pieces.append(start..<place)
      start = place + 1
    }
    return pieces + [start..<range.upperBound]
  }

  /// Breaks a sentence at the last space that leaves it within its room.
  private func filled(_ range: Range<Int>, room: Int) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = range.lowerBound
    var last: Int?
    for place in range where canBreak(at: place, in: range) {
      if place - start > room, let end = last {
        lines.append(start..<end)
        start = end + 1
      }
      last = place
    }
    if range.upperBound - start > room, let end = last, end > start {
      lines.append(start..<end)
      start = end + 1
    }
    return lines + [start..<range.upperBound]
  }

  /// Whether a line may end at a place: a space between words, and only one.
  private func canBreak(at place: Int, in range: Range<Int>) -> Bool {
    place > range.lowerBound && place + 1 < range.upperBound && value[place] == " "
      && !value[place - 1].isBlank && !value[place + 1].isBlank
  }

  /// Whether a space stands between two sentences.
  private static func endsSentence(_ value: [Unicode.Scalar], at place: Int) -> Bool {
    guard place + 1 < value.count, value[place] == " ",
      !value[place + 1].properties.isLowercase
    else { return false }
    // Closing quotes and brackets belong to the sentence they close.
    let bare = value[..<place].reversed().drop { "\"'”’»)]".unicodeScalars.contains($0) }
    guard let last = bare.first, ".!?…。".unicodeScalars.contains(last) else { return false }
    guard last == "." else { return true }
    // "J. Smith", "e.g. This": a lone letter before the stop is an abbreviation.
    return bare.dropFirst().prefix { $0.properties.isAlphabetic }.count != 1
  }

  /// Where the written lines end in what they mean; nothing if that is unclear.
  private static func breaks(_ lines: [[Unicode.Scalar]], in value: [Unicode.Scalar]) -> Set<Int> {
    var breaks: Set<Int> = []
    var place = 0
    for line in lines where !line.isEmpty {
      if place > 0 {
        guard place < value.count else { return [] }
        if value[place] == " " { breaks.insert(place) }
        let newlines = value[place...].prefix { $0 == "\n" }.count
        place += max(1, newlines)
      }
      guard place <= value.count, value[place...].starts(with: line) else { return [] }
      place += line.count
    }
    return breaks
  }
}
