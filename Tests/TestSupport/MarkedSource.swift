internal import RoutineScript
public import SourceYAML

/// A script whose expected findings are marked in its own text.
///
/// A comment line of the form `#   ^^^^ id` marks the characters above it; `#< id` marks the line
/// above, at any column. The marks stay in the script as comments.
public struct MarkedSource: Sendable {
  /// A finding that must be reported.
  public struct Expectation: Hashable, Comparable, CustomStringConvertible, Sendable {
    public let line: Int
    public let columns: Range<Int>?
    public let id: String

    public var description: String {
      "\(line):\(columns.map { "\($0.lowerBound)-\($0.upperBound)" } ?? "?") \(id)"
    }

    public static func < (left: Self, right: Self) -> Bool {
      (left.line, left.columns?.lowerBound ?? 0, left.id)
        < (right.line, right.columns?.lowerBound ?? 0, right.id)
    }
  }

  /// The text, marks included.
  public let text: String
  /// The findings that must be reported; any other is a failure.
  public let expectations: [Expectation]

  /// Reads the marks of a text.
  public init(_ text: String) {
    self.text = text
    var expectations: [Expectation] = []
    var lastLine = 1
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      guard line.hasPrefix("#"), let mark = line.firstIndex(where: { "^<".contains($0) }),
        line[line.index(after: line.startIndex)..<mark].allSatisfy({ $0 == " " })
      else {
        lastLine = index + 1
        continue
      }
      let carets = line[mark...].prefix { $0 == "^" }.count
      let id = line[mark...].drop { "^< ".contains($0) }
      let column = line.distance(from: line.startIndex, to: mark) + 1
      expectations.append(
        Expectation(
          line: lastLine, columns: carets > 0 ? column..<(column + carets) : nil, id: String(id)))
    }
    self.expectations = expectations.sorted()
  }

  /// Findings in the form of expectations, with columns only if the marks have them.
  public func found(_ diagnostics: [Diagnostic]) -> [Expectation] {
    diagnostics.map { finding in
      let line = finding.span.start.line
      let columns = finding.span.start.column..<finding.span.end.column
      let isMarkedWhole = expectations.contains {
        $0.line == line && $0.id == finding.id.name && $0.columns == nil
      }
      return Expectation(
        line: line, columns: isMarkedWhole ? nil : columns, id: finding.id.name)
    }.sorted()
  }
}
