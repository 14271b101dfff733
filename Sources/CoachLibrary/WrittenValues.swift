internal import RoutineScript
internal import ScriptTools

// How values of code are written in a script.

extension JSONValue {
  static func duration(_ duration: Duration) -> JSONValue { .text(duration.written) }
  /// One value for each set; `nil` if there are none.
  static func perSet(_ durations: [Duration]) -> JSONValue? {
    durations.isEmpty
      ? nil : durations.count == 1 ? .duration(durations[0]) : .list(durations.map(duration))
  }
  static func count(_ count: Count) -> JSONValue { .whole(Int64(count.value)) }
}

extension Counting {
  var written: JSONValue {
    switch self {
    case .up: "up"
    case .down: "down"
    case .every(let count): "every \(count.value)"
    case .last(let count): "last \(count.value)"
    case .seconds: "seconds"
    case .off: "off"
    }
  }
}

extension Announcement {
  var written: JSONValue {
    switch self {
    case .halfway: "halfway"
    case .every(let duration): "every \(duration.written)"
    case .last(let duration): "last \(duration.written)"
    }
  }
}
