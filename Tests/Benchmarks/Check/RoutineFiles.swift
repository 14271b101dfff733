internal import Foundation

/// Routines in a temporary folder, each different.
struct RoutineFiles {
  let paths: [String]
  private let folder: URL
  private let steps: Int
  private let bytes: Int
  private let lines: Int

  /// Writes the routines: every fourth has levels, every twentieth a mistake.
  ///
  /// - Parameters:
  ///   - count: how many files.
  ///   - steps: how many steps each has.
  /// - Throws: if they cannot be written.
  init(count: Int, steps: Int) throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "coach-check-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.steps = steps
    var paths: [String] = []
    var bytes = 0
    var lines = 0
    for number in 0..<count {
      var routine = WrittenRoutine(seed: UInt64(number), steps: steps)
      let text = routine.script(
        hasLevels: number % Self.haveLevels == 0, hasSlip: number % Self.haveSlips == 1)
      let file = folder.appending(path: "routine-\(number).yaml")
      try text.write(to: file, atomically: false, encoding: .utf8)
      paths.append(file.path())
      bytes += text.utf8.count
      lines += text.utf8.count { $0 == UInt8(ascii: "\n") }
    }
    self.paths = paths
    self.bytes = bytes
    self.lines = lines
  }

  private static let haveLevels = 4
  private static let haveSlips = 20

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// What was written.
  var description: String {
    let count = paths.count
    return """
      \(count) files of \(steps) steps, \(bytes / count) bytes and \(lines / count) lines in the mean; \
      every \(Self.haveLevels)th has levels, every \(Self.haveSlips)th a mistake
      """
  }
}
