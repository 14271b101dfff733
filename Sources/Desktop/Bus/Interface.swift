/// What an object offers under one name; from it come both the answers and the description that
/// foreign programs read.
struct Interface<State> {
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
    enum Change: String {
      /// They are told.
      case told = "true"
      /// They have to ask.
      case silent = "false"
      /// There is none while the object lives.
      case never = "const"
    }

    let name: String
    let type: String
    var change = Change.told
    let read: (State) -> BusValue
    /// Called with a value of the property's type.
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
  /// What others are told when one state follows another; empty where nothing changed for them.
  func changes(from old: State, to new: State) -> [String: BusValue] {
    var changes: [String: BusValue] = [:]
    for property in properties where property.change == .told {
      let value = property.read(new)
      if value != property.read(old) { changes[property.name] = .variant(value) }
    }
    return changes
  }

  /// All properties.
  func values(in state: State) -> [String: BusValue] {
    let values = properties.map { ($0.name, BusValue.variant($0.read(state))) }
    return Dictionary(uniqueKeysWithValues: values)
  }
}

// MARK: - Description

extension Interface {
  /// The element that describes it.
  var xml: String {
    let changed = "org.freedesktop.DBus.Property.EmitsChangedSignal"
    var lines = ["<interface name=\"\(name)\">"]
    for method in methods {
      lines.append("<method name=\"\(method.name)\">")
      lines += method.takes.map { $0.xml(direction: "in") }
      lines += method.gives.map { $0.xml(direction: "out") }
      lines.append("</method>")
    }
    for property in properties {
      let access = property.write == nil ? "read" : "readwrite"
      lines += [
        "<property name=\"\(property.name)\" type=\"\(property.type)\" access=\"\(access)\">",
        "<annotation name=\"\(changed)\" value=\"\(property.change.rawValue)\"/>",
        "</property>",
      ]
    }
    for signal in signals {
      lines.append("<signal name=\"\(signal.name)\">")
      lines += signal.carries.map { $0.xml(direction: nil) }
      lines.append("</signal>")
    }
    return (lines + ["</interface>"]).joined(separator: "\n")
  }
}

extension Interface.Argument {
  fileprivate func xml(direction: String?) -> String {
    let direction = direction.map { " direction=\"\($0)\"" } ?? ""
    return "<arg name=\"\(name)\" type=\"\(type)\"\(direction)/>"
  }
}
