internal import Catalog
internal import CoachErrors
internal import CueTimeline
internal import Preparation
internal import RoutineScript
internal import SourceYAML

/// What `coach check` prints of one file: findings on standard error, and a line for each language
/// without errors on standard output.
struct CheckReport {
  private let file: CheckedFile

  init(_ file: CheckedFile) { self.file = file }

  func print() throws {
    for reading in file.readings {
      Report.printFindings(reading.findings)
      if reading.isSound { try Console.print(summary(of: reading)) }
    }
    if let failure = file.failure { Report.error(failure) }
  }

  /// `neck.yaml: 2 warnings; 8:12`, and for a translation `  es: complete, 8:30`.
  private func summary(of reading: CheckedFile.Reading) -> String {
    if let language = reading.language {
      return "  \(language): \(Self.completeness(reading)), \(Self.words(reading.lengths))"
    }
    let contents = file.kind.flatMap { $0 == .routine ? nil : $0.words }
    return "\(file.name): \(Self.verdict(reading.findings)); "
      + (contents ?? Self.words(reading.lengths))
  }

  /// `no findings`, or `2 warnings`.
  private static func verdict(_ warnings: [Diagnostic]) -> String {
    switch warnings.count {
    case 0: "no findings"
    case 1: "1 warning"
    default: "\(warnings.count) warnings"
    }
  }

  /// `complete`, or `2 missing, 1 stale`.
  private static func completeness(_ reading: CheckedFile.Reading) -> String {
    let parts = [(reading.missing, "missing"), (reading.stale, "stale")]
      .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return parts.isEmpty ? "complete" : parts.joined(separator: ", ")
  }

  /// `8:12`, or `easy 5:40, steady 8:12, strong 12:03`; `with a baby 8:10` if that differs.
  private static func words(_ lengths: [CheckedFile.Length]) -> String {
    lengths.map { length in
      let text = [length.level?.rawValue, ClockTime.short(length.duration)]
        .compactMap(\.self).joined(separator: " ")
      return length.withBaby ? "with a baby \(text)" : text
    }.joined(separator: ", ")
  }
}
