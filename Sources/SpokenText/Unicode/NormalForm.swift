/// Unicode's normal form NFKC: one text, whichever way it was typed.
///
/// Composed accents, full-width letters and digits, styled letters, ligatures and the like all
/// become the plain ones.
enum NormalForm {
  /// A text in normal form.
  ///
  /// - Parameters:
  ///   - scalars: the text.
  ///   - isKept: whether a scalar stays as it is all the same.
  /// - Returns: the text in normal form.
  static func text(
    _ scalars: [Unicode.Scalar], keeping isKept: (Unicode.Scalar) -> Bool = { _ in false }
  ) -> [Unicode.Scalar] {
    let table = Decompositions.unicode
    var parts: [Unicode.Scalar] = []
    parts.reserveCapacity(scalars.count)
    for scalar in scalars {
      if scalar.isASCII || isKept(scalar) {
        parts.append(scalar)
      } else {
        table.decompose(scalar, into: &parts)
      }
    }
    order(&parts)
    return composed(parts, table)
  }

  /// Whether a scalar stands for itself, whatever is around it.
  static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0xA0: true
    // Letters with accents; the signs before them are ª, ², ¼ and so on.
    case 0xC0...0x131, 0x134...0x13E, 0x141...0x148, 0x14A...0x17E: true
    // Inverted question mark, quotes, dashes, arrows.
    case 0xA1, 0xAB, 0xB0, 0xBB, 0xBF, 0x2013, 0x2014, 0x2018...0x201E, 0x2192: true
    default: false
    }
  }

  /// Brings the marks on each letter into their order: those of one class stay as they are.
  private static func order(_ scalars: inout [Unicode.Scalar]) {
    var index = 0
    while index < scalars.count {
      guard isMark(scalars[index]) else {
        index += 1
        continue
      }
      let end = scalars[index...].firstIndex { !isMark($0) } ?? scalars.count
      if end - index > 1 {
        let marks = scalars[index..<end].enumerated().sorted { left, right in
          let (one, other) = (combining(left.element), combining(right.element))
          return one == other ? left.offset < right.offset : one < other
        }
        scalars.replaceSubrange(index..<end, with: marks.map(\.element))
      }
      index = end
    }
  }

  private static func composed(
    _ scalars: [Unicode.Scalar], _ table: Decompositions
  ) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(scalars.count)
    var starter: Int?
    var before: UInt8 = 0
    for scalar in scalars {
      let marks = combining(scalar)
      if let at = starter {
        let isNext = at == result.count - 1
        // A mark of the same class in between would be in the way.
        if isNext || (before < marks && before != 0),
          let one = table.compose(result[at], scalar)
        {
          result[at] = one
          continue
        }
      }
      if marks == 0 { starter = result.count }
      before = marks
      result.append(scalar)
    }
    return result
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool { combining(scalar) != 0 }

  private static func combining(_ scalar: Unicode.Scalar) -> UInt8 {
    scalar.value < 0x300 ? 0 : scalar.properties.canonicalCombiningClass.rawValue
  }
}
