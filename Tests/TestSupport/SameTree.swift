internal import RoutineScript
package import SourceYAML

extension SourceNode {
  /// Whether the other tree has the same values, with keys in any order and by their new names.
  package func hasValues(of other: SourceNode) -> Bool {
    switch (self, other) {
    case (.scalar(let left), .scalar(let right)):
      left.text.utf8.elementsEqual(right.text.utf8) && left.isNothing == right.isNothing
    case (.list(let left, _), .list(let right, _)):
      left.count == right.count && zip(left, right).allSatisfy { $0.hasValues(of: $1) }
    case (.mapping(let left, _), .mapping(let right, _)):
      left.count == right.count && Self.haveSameValues(left, right)
    default: false
    }
  }

  private static func haveSameValues(_ left: [SourceEntry], _ right: [SourceEntry]) -> Bool {
    let values = Dictionary(
      right.map { ($0.key.text, $0.value) }, uniquingKeysWith: { first, _ in first })
    return left.allSatisfy { entry in
      (values[entry.key.text] ?? StepKey.formerly(entry.key.text).flatMap { values[$0.rawValue] })
        .map { entry.value.hasValues(of: $0) } ?? false
    }
  }
}
