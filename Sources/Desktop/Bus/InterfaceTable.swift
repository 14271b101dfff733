internal import CSystemd

/// An interface as the bus library wants it: a table in C's memory.
///
/// The library reads the table, and the texts it points to, for as long as it holds the slot.
final class InterfaceTable {
  private let entries: UnsafeMutableBufferPointer<sd_bus_vtable>
  private var texts: [UnsafeMutableBufferPointer<CChar>] = []
  private var slot: Slot?

  /// Has the library answer for an interface of an object.
  ///
  /// - Parameters:
  ///   - interface: what the table is made of.
  ///   - object: calls, reads and writes end up there; it outlives the table.
  ///   - connection: the bus that the object is on.
  /// - Throws: `BusFault` if a name or a type is invalid.
  init(
    _ interface: Interface, of object: BusObject, on connection: borrowing Connection
  ) throws(BusFault) {
    let count = interface.methods.count + interface.properties.count + interface.signals.count
    entries = .allocate(capacity: count + 2)
    fill(interface)
    slot = try connection.add(interface.name, of: object, entries)
  }

  deinit {
    // The library lets go of the memory first.
    slot = nil
    entries.deallocate()
    for text in texts { text.deallocate() }
  }

  private func fill(_ interface: Interface) {
    guard var entry = entries.baseAddress else { return }
    coach_vtable_start(entry)
    for method in interface.methods {
      entry += 1
      coach_vtable_method(
        entry, keep(method.name), keep(method.takes.signature), keep(method.gives.signature),
        keepNames(method.takes + method.gives), BusObject.methodHandler)
    }
    for property in interface.properties {
      entry += 1
      let setter = property.write == nil ? nil : BusObject.setter
      coach_vtable_property(
        entry, keep(property.name), keep(property.type), property.change.flag, BusObject.getter,
        setter)
    }
    for signal in interface.signals {
      entry += 1
      coach_vtable_signal(
        entry, keep(signal.name), keep(signal.carries.signature), keepNames(signal.carries))
    }
    coach_vtable_end(entry + 1)
  }

  private func keepNames(_ arguments: [Interface.Argument]) -> UnsafePointer<CChar>? {
    keep(arguments.map { $0.name + "\0" }.joined())
  }

  /// Copies a text to where it stays until the table is freed.
  private func keep(_ text: String) -> UnsafePointer<CChar>? {
    let bytes = text.utf8CString
    let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
    _ = copy.initialize(from: bytes)
    texts.append(copy)
    return UnsafePointer(copy.baseAddress)
  }
}

/// A registration with the bus library, which ends with it.
struct Slot: ~Copyable {
  private let pointer: OpaquePointer

  /// Takes a registration over.
  init(owning pointer: OpaquePointer) { self.pointer = pointer }

  deinit { sd_bus_slot_unref(pointer) }
}

extension Interface.Property.Change {
  fileprivate var flag: UInt64 {
    switch self {
    case .reported: UInt64(SD_BUS_VTABLE_PROPERTY_EMITS_CHANGE)
    case .unreported: 0
    case .never: UInt64(SD_BUS_VTABLE_PROPERTY_CONST)
    }
  }
}
