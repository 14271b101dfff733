/// What the bus library does not answer as the specification has it.
///
/// A caller may leave out the interface of a method and that of a property; the library wants both.
/// It also ignores surplus arguments, and reports an unknown interface as an unknown property.
extension BusObject {
  static let propertiesName = "org.freedesktop.DBus.Properties"

  /// Answers a call that the library does not answer, or would answer differently.
  ///
  /// - Returns: whether it is answered; the library answers all others.
  func answerDirectly(_ call: borrowing Message) throws(BusFault) -> Bool {
    let isNamed = call.interface != nil
    guard !isNamed || call.interface == Self.propertiesName else { return false }
    guard let member = call.member, let types = Self.propertyMethods[member] else {
      return isNamed ? false : try runMethod(call)
    }
    guard call.signature == types else {
      throw .badArguments("\(member) takes values of the types “\(types)”.")
    }
    let values = try call.values()
    guard values.count > 1, let interface = values[0].string, let name = values[1].string else {
      return false
    }
    let property = try property(name, of: interface)
    if isNamed, !interface.isEmpty { return false }
    if values.count > 2, case .variant(let value) = values[2] {
      try set(property, to: value)
      try call.answer([])
    } else {
      try call.answer([.variant(property.read())])
    }
    return true
  }

  /// What the methods of `propertiesName` take.
  private static let propertyMethods = ["Get": "ss", "GetAll": "s", "Set": "ssv"]
}
