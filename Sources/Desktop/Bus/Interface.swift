/// What an object offers under one name; the table that the bus library answers from is made of it.
struct Interface {
  struct Argument {
    let name: String
    let type: String

    init(_ name: String, _ type: String) {
      self.name = name
      self.type = type
    }
  }

  struct Method {
    let name: String
    var takes: [Argument] = []
    var gives: [Argument] = []
    /// Called with values of the types it takes; returns those of the types it gives.
    let run: ([BusValue]) throws(BusFault) -> [BusValue]
  }

  struct Property {
    /// How others learn of a change.
    enum Change {
      /// A signal reports it, with the new value.
      case reported
      /// They have to ask.
      case unreported
      /// It never changes while the object lives.
      case never
    }

    let name: String
    let type: String
    var change = Change.reported
    /// Returns a value of the property's type.
    let read: () -> BusValue
    /// Called with a value of the property's type; `nil` for a property that cannot be set.
    var write: ((BusValue) throws(BusFault) -> Void)?
  }

  struct Signal {
    let name: String
    let carries: [Argument]
  }

  let name: String
  var methods: [Method] = []
  var properties: [Property] = []
  var signals: [Signal] = []
}

extension Interface {
  /// The current values of the properties whose changes a signal reports, by name.
  var reportedValues: [String: BusValue] {
    let reported = properties.filter { $0.change == .reported }
    return Dictionary(uniqueKeysWithValues: reported.map { ($0.name, $0.read()) })
  }
}

extension [Interface.Argument] {
  /// The types of all, as the bus writes them.
  var signature: String { map(\.type).joined() }
}
