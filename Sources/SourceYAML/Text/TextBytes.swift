internal import Glibc

// Most of a script's text is ASCII, where bytes are characters: searching it as bytes takes a tenth
// of the time that `Character`s take.
extension String {
  /// Whether a character of ASCII is in the text, alone or with a mark on it.
  package func hasByte(_ byte: UInt8) -> Bool { contains(byte) }
}

extension Substring {
  /// Whether a character of ASCII is in the text, alone or with a mark on it.
  package func hasByte(_ byte: UInt8) -> Bool { contains(byte) }
}

extension StringProtocol {
  fileprivate func contains(_ byte: UInt8) -> Bool {
    utf8.withContiguousStorageIfAvailable { bytes in
      bytes.baseAddress.map { memchr($0, Int32(byte), bytes.count) != nil } ?? false
    } ?? utf8.contains(byte)
  }
}

extension String {
  /// Whether another text is in the text, byte for byte.
  package func hasBytes(of other: String) -> Bool {
    let wanted = Array(other.utf8)
    return utf8.withContiguousStorageIfAvailable { bytes in
      guard let first = wanted.first, bytes.count >= wanted.count else { return wanted.isEmpty }
      return (0...(bytes.count - wanted.count)).contains { start in
        bytes[start] == first && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
      }
    } ?? contains(other)
  }

  /// The text's lines without their ends, which are those that `Character.isNewline` knows.
  package var lines: [Substring] {
    var text = self
    let breaks = text.withUTF8(\.lineBreaks)
    var lines: [Substring] = []
    lines.reserveCapacity(breaks.count + 1)
    // Of the bytes, whose places need not be compared with those of characters.
    var start = startIndex
    for place in breaks {
      lines.append(Substring(utf8[start..<utf8.index(startIndex, offsetBy: place.lowerBound)]))
      start = utf8.index(startIndex, offsetBy: place.upperBound)
    }
    lines.append(Substring(utf8[start...]))
    return lines
  }
}

extension UInt8 {
  /// Whether it is a digit of ASCII.
  package var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate var lineBreaks: [Range<Int>] {
    var breaks: [Range<Int>] = []
    var index = 0
    while index < count {
      // As nearly all are.
      guard self[index] < 0x0E || self[index] > 0x7F else {
        index += 1
        continue
      }
      let length = lengthOfLineBreak(at: index)
      if length > 0 { breaks.append(index..<(index + length)) }
      index += Swift.max(1, length)
    }
    return breaks
  }

  private func lengthOfLineBreak(at index: Int) -> Int {
    let (next, third) = (
      index + 1 < count ? self[index + 1] : 0, index + 2 < count ? self[index + 2] : 0
    )
    return switch self[index] {
    case 0x0D: next == 0x0A ? 2 : 1
    case 0x0A...0x0C: 1
    case 0xC2: next == 0x85 ? 2 : 0
    // LINE SEPARATOR and PARAGRAPH SEPARATOR.
    case 0xE2: next == 0x80 && (third == 0xA8 || third == 0xA9) ? 3 : 0
    default: 0
    }
  }
}
