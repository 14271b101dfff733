internal import CoachErrors
internal import CueTimeline

/// The devices to play on, in order of preference, and what came of trying each.
struct Candidates: Sendable {
  private let names: [DeviceName]
  /// Why each could not be opened when it was last tried.
  private var refusals: [Int: CoachError] = [:]
  /// The devices that abandoned pumps hang in, by the pumps' generations.
  private var hanging: [Int: Int] = [:]
  /// The devices that opened and then played nothing.
  private var unreliable: Set<Int> = []
  /// The device that is open, being opened or being closed.
  private var current: Int?

  init(_ names: [DeviceName]) { self.names = names }

  /// Whether there is any choice.
  var areSeveral: Bool { names.count > 1 }

  /// The devices in the order to try them now.
  ///
  /// Each hanging call costs a thread. So a device that hangs is tried again only if one had been
  /// open, after all others, and not while it hangs twice; unless it is the only device.
  func tryOrder(wasOpen: Bool) -> [Int] {
    guard areSeveral else { return Array(names.indices) }
    let calls = names.indices.map { index in hanging.values.count { $0 == index } }
    let answering = names.indices.filter { calls[$0] == 0 }
    let others = wasOpen ? names.indices.filter { calls[$0] == 1 } : []
    return answering.filter { !unreliable.contains($0) }
      + answering.filter(unreliable.contains) + others
  }

  mutating func tries(_ index: Int) { current = index }

  mutating func refused(_ index: Int, _ error: CoachError) {
    refusals[index] = error
    current = nil
  }

  mutating func opened() { refusals = [:] }

  /// The device in use was lost.
  mutating func lost(afterPlaying hasPlayed: Bool) {
    if hasPlayed { unreliable = [] } else if let current { unreliable.insert(current) }
  }

  /// A pump that hangs in a call to the device in use is abandoned.
  mutating func abandon(_ generation: Int) {
    if let current { hanging[generation] = current }
    current = nil
  }

  /// An abandoned pump came back.
  mutating func cameBack(_ generation: Int) { hanging[generation] = nil }

  /// Why none can be played on; if there are several, the reason for each.
  var refusal: CoachError {
    let reasons = names.indices.map { index in
      let refusal = hanging.values.contains(index) ? nil : refusals[index]
      return refusal ?? .unanswered(areSeveral ? names[index] : nil)
    }
    let first = reasons.first ?? .unanswered(nil)
    guard areSeveral else { return first }
    return CoachError(
      first.code,
      "No sound device can be played on. \(reasons.map(\.message).joined(separator: " "))",
      advice: first.advice)
  }
}

extension CoachError {
  /// A device call does not return.
  static func unanswered(_ device: DeviceName?) -> CoachError {
    let name = device.map { " “\($0.text)”" } ?? ""
    return CoachError(
      .deviceLost, "The sound device\(name) does not answer.",
      advice: "Restart the sound server, or choose another device with --device.")
  }
}
