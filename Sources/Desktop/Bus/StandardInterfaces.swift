/// What every object on the bus offers beside its own interfaces: its properties and its
/// description.
struct StandardInterfaces<State> {
  static var propertiesName: String { "org.freedesktop.DBus.Properties" }

  /// The object's own interfaces.
  let own: [Interface<State>]
  /// The state that properties are read from.
  let state: () -> State

  var all: [Interface<State>] { [properties, introspection] }

  private var properties: Interface<State> {
    Interface(
      name: Self.propertiesName,
      methods: [
        .init(
          name: "Get", takes: [.init("interface_name", "s"), .init("property_name", "s")],
          gives: [.init("value", "v")],
          run: { (values) throws(BusFault) in
            [.variant(try property(values).read(state()))]
          }),
        .init(
          name: "GetAll", takes: [.init("interface_name", "s")],
          gives: [.init("properties", "a{sv}")],
          run: { (values) throws(BusFault) in
            let state = state()
            let entries = try interfaces(values).map { $0.values(in: state) }
            return [.dictionary(entries.reduce(into: [:]) { $0.merge($1) { old, _ in old } })]
          }),
        .init(
          name: "Set",
          takes: [
            .init("interface_name", "s"), .init("property_name", "s"), .init("value", "v"),
          ],
          run: { (values) throws(BusFault) in
            try set(property(values), to: values[2])
            return []
          }),
      ],
      signals: [
        .init(
          name: "PropertiesChanged",
          carries: [
            .init("interface_name", "s"), .init("changed_properties", "a{sv}"),
            .init("invalidated_properties", "as"),
          ])
      ])
  }

  private var introspection: Interface<State> {
    Interface(
      name: "org.freedesktop.DBus.Introspectable",
      methods: [
        .init(
          name: "Introspect", gives: [.init("xml_data", "s")],
          run: { (_) throws(BusFault) in [.string(description)] })
      ])
  }

  /// What the bus library answers by itself.
  private var peer: Interface<State> {
    let nothing = { (_: [BusValue]) throws(BusFault) -> [BusValue] in [] }
    return Interface(
      name: "org.freedesktop.DBus.Peer",
      methods: [
        .init(name: "Ping", run: nothing),
        .init(name: "GetMachineId", gives: [.init("machine_uuid", "s")], run: nothing),
      ])
  }

  private var description: String {
    let kind = "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN"
    let place = "http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd"
    let interfaces = (all + [peer] + own).map(\.xml).joined(separator: "\n")
    return "<!DOCTYPE node PUBLIC \"\(kind)\"\n\"\(place)\">\n<node>\n\(interfaces)\n</node>\n"
  }

  /// The interfaces that a call names by its first value: all where that is empty.
  private func interfaces(_ values: [BusValue]) throws(BusFault) -> [Interface<State>] {
    let name = values[0].string ?? ""
    let candidates = all + own
    if name.isEmpty { return candidates }
    let named = candidates.filter { $0.name == name }
    guard !named.isEmpty else { throw .unknownInterface(name) }
    return named
  }

  /// The property that a call names by its first two values.
  private func property(_ values: [BusValue]) throws(BusFault) -> Interface<State>.Property {
    let name = values[1].string ?? ""
    let properties = try interfaces(values).flatMap(\.properties)
    guard let property = properties.first(where: { $0.name == name }) else {
      throw .unknownProperty(name)
    }
    return property
  }

  private func set(
    _ property: Interface<State>.Property, to value: BusValue
  ) throws(BusFault) {
    guard let write = property.write else { throw .readOnly(property.name) }
    guard case .variant(let value) = value, value.signature == property.type else {
      throw .badArguments("The property \(property.name) is of type \(property.type).")
    }
    try write(value)
  }
}
