extension RandomAccessCollection where Index == Int {
  /// The index of the first element for which a condition holds, if it holds for all after that one.
  package func partitionPoint(_ holds: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
