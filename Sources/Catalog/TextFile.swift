internal import CoachErrors
internal import Glibc
internal import Platform
internal import RoutineScript
internal import SourceYAML

/// Reads text files within bounds: never more than the largest script, whatever the path leads to.
enum TextFile {
  /// Reads a file's text and finds its real path.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - name: what the file is called in findings.
  ///   - onlyRegular: whether pipes and devices are refused.
  /// - Returns: the text; one that is too large is cut, but still too large for the reader.
  /// - Throws: why it cannot be read, or that it is not text.
  static func read(
    _ path: String, name: String, onlyRegular: Bool = false
  ) throws(CoachError) -> SourceText {
    // One more than allowed, so that the reader can tell that it is too large.
    let most = YAMLReader.largestSource + 1
    let bytes: [UInt8]
    do throws(Errno) {
      // Opening a pipe waits for its writer, which only somebody who names a pipe expects.
      let file = try Descriptor(opening: path, O_RDONLY | (onlyRegular ? O_NONBLOCK : 0))
      let kind = try file.status().st_mode & S_IFMT
      if kind == S_IFDIR { throw .isDirectory }
      if onlyRegular, kind != S_IFREG { throw .notSupported }
      bytes = try file.readAll(atMost: most)
    } catch {
      throw failure(name, error)
    }
    // Cut in the middle of a character, the last bytes are not text; it is too large anyway.
    let whole = bytes.count == most ? bytes[..<(most - 4)] + [0x20, 0x20, 0x20, 0x20] : bytes[...]
    guard let text = String(validating: whole, as: UTF8.self) ?? (bytes.count == most ? "" : nil)
    else {
      let place = firstBadPlace(bytes)
      throw CoachError(
        "The file \(name) is not text in UTF-8 (line \(place.line)).", advice: advice(for: bytes),
        in: name,
        at: place)
    }
    return SourceText(
      name: name, identity: FileSystem.realPath(of: path) ?? path,
      text: bytes.count == most
        ? String(repeating: " ", count: most)
        : text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text)
  }

  private static func failure(_ name: String, _ error: Errno) -> CoachError {
    let advice: String
    switch error {
    case .isDirectory:
      return CoachError(
        "The path \(name) is a folder.", advice: "Name a file in it: \(name)/NAME.yaml")
    case .notSupported:
      return CoachError("The path \(name) is not a file.", advice: "Name the file of a routine.")
    case .noSuchFileOrDirectory: advice = "`coach list` shows the routines there are."
    case .permissionDenied, .notPermitted: advice = "Make it readable: chmod +r \(name)"
    default: advice = "Check that the path is right."
    }
    return CoachError("Cannot read \(name): \(error.reason).", advice: advice)
  }

  /// Where the first bytes are that are not text: line and column from 1.
  private static func firstBadPlace(_ bytes: [UInt8]) -> SourcePosition {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where String(validating: line, as: UTF8.self) == nil {
      var end = line.startIndex
      var column = 1
      // A character takes at most four bytes.
      while let next = (1...4).first(where: { length in
        end + length <= line.endIndex
          && String(validating: line[end..<end + length], as: UTF8.self) != nil
      }) {
        end += next
        column += 1
      }
      return SourcePosition(line: number + 1, column: column)
    }
    return SourcePosition(line: 1, column: 1)
  }

  /// How such a file becomes readable.
  private static func advice(for bytes: [UInt8]) -> String {
    bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      ? "It is UTF-16: save it with the encoding UTF-8."
      : "Save it as UTF-8, as every text editor can."
  }
}
