internal import RoutineScript
internal import SourceYAML

extension WrittenScript {
  /// Puts everything in its standard place: keys in the order of the language, comments above what
  /// they are about.
  mutating func arrange() {
    guard case .collection(var collection) = root.value else { return }
    root.between = collection.arrange(as: WrittenRole(of: collection))
    root.value = .collection(collection)
    root.above += root.between
    root.between = []
  }
}

extension WrittenCollection {
  /// Arranges all members.
  ///
  /// - Parameter role: what this is to the script.
  /// - Returns: the lines before its first member, which go before all of it.
  fileprivate mutating func arrange(as role: WrittenRole) -> [SpareLine] {
    guard !isFlow else {
      // On one line a step keeps its author's order.
      if role == .step { members = role.renamed(members) }
      return []
    }
    members = role.sorted(members)
    for index in members.indices {
      if case .collection(var value) = members[index].value {
        let key = members[index].key
        members[index].between += value.arrange(
          as: key == nil ? role.ofItem : role.ofValue(of: key?.value, value))
        members[index].value = .collection(value)
      }
      // What is between a `-` and its value can go before both.
      if members[index].key == nil, members[index].head == nil {
        members[index].above += members[index].between
        members[index].between = []
      }
    }
    guard let first = members.first else { return [] }
    members[0].above = []
    return first.above
  }
}
