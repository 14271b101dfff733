internal import CueTimeline

/// How much of a range is over, to scale, with marks where its parts begin.
struct ProgressBar {
  private let position: FramePosition
  private let range: Range<FramePosition>
  private let marks: [FramePosition]

  /// Makes a bar.
  ///
  /// - Parameters:
  ///   - position: how far it is; what is outside of the range is brought into it.
  ///   - range: what the whole bar stands for.
  ///   - marks: where parts begin; the beginning of the range itself is not marked.
  init(at position: FramePosition, in range: Range<FramePosition>, marks: [FramePosition]) {
    self.position = position
    self.range = range
    self.marks = marks
  }

  /// The bar; it is full at the end, and not before.
  func text(columns: Int) -> String {
    let filled = cell(position, columns)
    let marked = Set(marks.map { cell($0, columns) }).subtracting([0, columns])
    // Too many would hide what they divide.
    let isDivided = marked.count * 3 <= columns
    return String(
      (0..<columns).map { column -> Character in
        if isDivided, marked.contains(column) { return "│" }
        return column < filled ? "█" : "░"
      })
  }

  /// Columns before a position.
  private func cell(_ position: FramePosition, _ columns: Int) -> Int {
    let whole = Double((range.upperBound - range.lowerBound).value)
    guard whole > 0 else { return columns }
    let part = Double((position - range.lowerBound).value) / whole
    return Int((min(max(part, 0), 1) * Double(columns)).rounded(.down))
  }
}
