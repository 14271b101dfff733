internal import RoutineScript
internal import SourceYAML

/// Writes scripts that a program has made, in standard form.
package enum ScriptWriter {
  /// A script as text.
  ///
  /// Every text is spelled so that it is read as it is; what is under a key is in brackets if it is
  /// only single values.
  ///
  /// - Parameter value: an object of the keys at the top of a script.
  /// - Returns: the script, which `ScriptFormatter` would not change.
  package static func text(of value: JSONValue) -> String {
    var script = WrittenScript()
    script.root.value = WrittenNode(value, of: nil)
    script.arrange()
    return FormattedScript.text(of: script)
  }

  /// The keys of the language, which need no quotes although other programs read `on` as true.
  fileprivate static let keys = Set(RoutineKey.names + StepKey.allNames + DuringKey.names)

  /// The same for values: the word by which these keys say that there is nothing.
  fileprivate static let nothing: [String: String] = [
    StepKey.announce.rawValue: "off", StepKey.count.rawValue: "off",
  ]
}

extension WrittenNode {
  /// - Parameters:
  ///   - value: what is written.
  ///   - key: the key it is under; `nil` if it is a whole script or an item of a list.
  fileprivate init(_ value: JSONValue, of key: String?) {
    switch value {
    case .text(let text):
      let isWord = key.flatMap { ScriptWriter.nothing[$0] } == text
      self = .scalar(WrittenScalar(text, style: isWord ? .plain : .quoted))
    case .whole(let number): self = .scalar(WrittenScalar(String(number), style: .plain))
    case .fraction(let number): self = .scalar(WrittenScalar(String(number), style: .plain))
    case .truth(let truth): self = .scalar(WrittenScalar(String(truth), style: .plain))
    case .list(let phases) where key == StepKey.tempo.rawValue:
      self = .collection(
        WrittenCollection(
          isMapping: false, isFlow: true,
          members: phases.map { WrittenMember(value: WrittenNode(phase: $0)) }))
    case .list(let values):
      self = .collection(
        WrittenCollection(
          isMapping: false, isFlow: key != nil && values.allSatisfy(\.isSingle),
          members: values.map { WrittenMember(value: WrittenNode($0, of: nil)) }))
    case .object(let members):
      self = .collection(
        WrittenCollection(
          isMapping: true,
          isFlow: members.isEmpty || key != nil && members.allSatisfy(\.value.isSingle),
          members: members.map { member in
            let style =
              ScriptWriter.keys.contains(member.name) ? WrittenScalar.Style.plain : .quoted
            return WrittenMember(
              key: WrittenScalar(member.name, style: style),
              value: WrittenNode(member.value, of: member.name))
          }))
    }
  }
}

extension WrittenNode {
  /// A phase in the list of a tempo: `in: 4 s`.
  fileprivate init(phase: JSONValue) {
    guard case .collection(var pair) = WrittenNode(phase, of: StepKey.tempo.rawValue),
      pair.isFlow
    else {
      self = WrittenNode(phase, of: nil)
      return
    }
    pair.isBare = true
    self = .collection(pair)
  }
}

extension WrittenScalar {
  fileprivate init(_ text: String, style: Style) {
    self.init(style: style, lines: [text], value: text)
  }
}

extension JSONValue {
  /// Whether it is neither a list nor an object.
  fileprivate var isSingle: Bool {
    switch self {
    case .text, .whole, .fraction, .truth: true
    case .list, .object: false
    }
  }
}
