internal import CSystemd
internal import Glibc

/// An object on the bus.
///
/// The bus library answers for it: from the tables of its interfaces come its properties, its
/// description and `PropertiesChanged`. What methods do, and the values, come from here.
final class BusObject {
  let path: String
  let interfaces: [Interface]
  private let prepare: () -> Void
  private let settle: () -> Void
  private var tables: [InterfaceTable] = []
  private var callSlot: Slot?
  /// The values that others know, for each interface.
  private var reported: [[String: BusValue]]

  /// Makes an object that is not on a bus yet.
  ///
  /// - Parameters:
  ///   - path: where it is found; letters and digits between slashes.
  ///   - interfaces: what it offers.
  ///   - prepare: called before each call is looked at.
  ///   - settle: called when a call has had its effect, before it is answered.
  init(
    _ path: String, _ interfaces: [Interface], prepare: @escaping () -> Void,
    settle: @escaping () -> Void
  ) {
    self.path = path
    self.interfaces = interfaces
    self.prepare = prepare
    self.settle = settle
    reported = interfaces.map(\.reportedValues)
  }

  /// Has calls answered, in `Connection.process`, as long as the object lives.
  func serve(on connection: borrowing Connection) throws(BusFault) {
    callSlot = try connection.add(of: self)
    // The library describes the one that was added last first.
    for interface in interfaces.reversed() {
      tables.append(try InterfaceTable(interface, of: self, on: connection))
    }
  }

  /// Emits `PropertiesChanged` for the values that differ from those last reported.
  func reportChanges(on connection: borrowing Connection) {
    for (index, interface) in interfaces.enumerated() {
      let values = interface.reportedValues
      let changed = values.filter { $0.value != reported[index][$0.key] }
      reported[index] = values
      // What cannot be reported can still be asked for; a bus that is gone shows when it is read.
      try? connection.reportChanges(changed.keys.sorted(), of: interface.name, at: path)
    }
  }
}

// MARK: - What the library calls

extension BusObject {
  /// Called for every call of the object, before the tables are.
  static var callHandler: sd_bus_message_handler_t {
    { message, object, error in
      guard let message else { return -EINVAL }
      return BusObject.answer(for: object, error) { (object) throws(BusFault) in
        object.prepare()
        return try object.answerDirectly(Message(sharing: message))
      }
    }
  }

  /// Called for a method that a table has.
  static var methodHandler: sd_bus_message_handler_t {
    { message, object, error in
      guard let message else { return -EINVAL }
      return BusObject.answer(for: object, error) { (object) throws(BusFault) in
        try object.runMethod(Message(sharing: message))
      }
    }
  }

  /// Called for the value of a property, for an answer or for a signal.
  static var getter: sd_bus_property_get_t {
    { _, _, interface, name, message, object, error in
      guard let interface, let name, let message else { return -EINVAL }
      return BusObject.answer(for: object, error) { (object) throws(BusFault) in
        let property = try object.property(String(cString: name), of: String(cString: interface))
        try Message(sharing: message).append(property.read())
        return true
      }
    }
  }

  /// Called with a new value of a property, which has the property's type.
  static var setter: sd_bus_property_set_t {
    { _, _, interface, name, message, object, error in
      guard let interface, let name, let message else { return -EINVAL }
      return BusObject.answer(for: object, error) { (object) throws(BusFault) in
        let property = try object.property(String(cString: name), of: String(cString: interface))
        guard let value = try Message(sharing: message).next() else { return false }
        try object.set(property, to: value)
        return true
      }
    }
  }

  /// - Returns: what the library takes: positive when the call is answered, 0 when it is not, and a
  ///   negative number for an error.
  private static func answer(
    for pointer: UnsafeMutableRawPointer?, _ place: UnsafeMutablePointer<sd_bus_error>?,
    _ body: (BusObject) throws(BusFault) -> Bool
  ) -> Int32 {
    guard let pointer else { return -EINVAL }
    // The library has the address only while the object holds its slots, and so lives.
    let object = Unmanaged<BusObject>.fromOpaque(pointer).takeUnretainedValue()
    do throws(BusFault) {
      return try body(object) ? 1 : 0
    } catch {
      return error.fill(place)
    }
  }
}

// MARK: - What a call does

extension BusObject {
  /// Runs the method that a call names, and answers.
  ///
  /// - Returns: whether there is such a method.
  func runMethod(_ call: borrowing Message) throws(BusFault) -> Bool {
    let interface = call.interface
    let candidates = interfaces.filter { interface == nil || $0.name == interface }
    let member = call.member
    guard let method = candidates.flatMap(\.methods).first(where: { $0.name == member }) else {
      return false
    }
    let types = method.takes.signature
    guard call.signature == types else {
      throw .badArguments("\(method.name) takes values of the types “\(types)”.")
    }
    let results = try method.run(try call.values())
    settle()
    try call.answer(results)
    return true
  }

  /// Sets a property to a value of its type.
  func set(_ property: Interface.Property, to value: BusValue) throws(BusFault) {
    guard let write = property.write else { throw .readOnly(property.name) }
    guard value.signature == property.type else {
      throw .badArguments("The property \(property.name) is of type \(property.type).")
    }
    try write(value)
    settle()
  }

  /// A property by its name and its interface's; the first of all interfaces if that is empty.
  func property(
    _ name: String, of interface: String
  ) throws(BusFault) -> Interface.Property {
    let candidates = interfaces.filter { interface.isEmpty || $0.name == interface }
    guard !candidates.isEmpty else { throw .unknownInterface(interface) }
    guard let property = candidates.flatMap(\.properties).first(where: { $0.name == name }) else {
      throw .unknownProperty(name)
    }
    return property
  }
}
