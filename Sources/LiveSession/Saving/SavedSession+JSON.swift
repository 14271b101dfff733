internal import CueTimeline
internal import FoundationEssentials

extension SavedSession {
  /// Reads a session as it was saved.
  ///
  /// - Parameter json: the file's bytes.
  /// - Throws: it is not a session.
  init(json: [UInt8]) throws {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .secondsSince1970
    self = try decoder.decode(SavedSession.self, from: Data(json))
  }

  /// The session as it is saved: the same bytes for the same session.
  ///
  /// Sessions that older versions saved are read and newer versions may be followed by older ones,
  /// so no key changes its meaning, and a new key needs a default.
  var json: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.dateEncodingStrategy = .secondsSince1970
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return Array(try encoder.encode(self))
    }
  }
}

extension SavedSession.Request: Codable {
  private enum CodingKeys: CodingKey {
    case routine, devices
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    routine = try values.decode(String.self, forKey: .routine)
    devices = try values.decode([String].self, forKey: .devices)
    // Their keys are beside those of the request, not in an object of their own.
    choices = try ListenerChoices(from: decoder)
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(routine, forKey: .routine)
    try values.encode(devices, forKey: .devices)
    try choices.encode(to: encoder)
  }
}
