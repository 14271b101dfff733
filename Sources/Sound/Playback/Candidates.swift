internal import CoachErrors
internal import CueTimeline

/// The devices there are to play on, in order of preference, and what came of trying them.
struct Candidates: Sendable {
  private let names: [DeviceName]
  /// Why each could not be opened when it was tried last.
  private var refusals: [Int: SoundError] = [:]
  /// The devices in whose calls pumps hang that were left behind, by the pumps' numbers.
  private var hanging: [Int: Int] = [:]
  /// Those that opened and then played nothing.
  private var shaky: Set<Int> = []
  /// The one that is open, being opened or being closed.
  private var current: Int?

  init(_ names: [DeviceName]) { self.names = names }

  /// Whether there is any choice.
  var areSeveral: Bool { names.count > 1 }

  /// The devices in the order to try them now.
  ///
  /// Each hanging call costs a thread. So one that hangs is tried again only where there is hope
  /// and after all others, and not while it hangs twice; unless it is the only one there is.
  func tryOrder(wasOpen: Bool) -> [Int] {
    guard areSeveral else { return Array(names.indices) }
    let calls = names.indices.map { index in hanging.values.count { $0 == index } }
    let answering = names.indices.filter { calls[$0] == 0 }
    let others = wasOpen ? names.indices.filter { calls[$0] == 1 } : []
    return answering.filter { !shaky.contains($0) } + answering.filter(shaky.contains) + others
  }

  mutating func tries(_ index: Int) { current = index }

  mutating func refused(_ index: Int, _ error: SoundError) {
    refusals[index] = error
    current = nil
  }

  mutating func opened() { refusals = [:] }

  /// The device in use was lost, having played or not.
  mutating func lost(afterPlaying hasPlayed: Bool) {
    if hasPlayed { shaky = [] } else if let current { shaky.insert(current) }
  }

  /// The pump of this number hangs in a call to the device in use, and is left behind.
  mutating func leave(_ generation: Int) {
    if let current { hanging[generation] = current }
    current = nil
  }

  /// A pump that was left behind came back.
  mutating func cameBack(_ generation: Int) { hanging[generation] = nil }

  /// Why none can be played on: for several devices what is the matter with each.
  var refusal: SoundError {
    let reasons = names.indices.map { index in
      let told = hanging.values.contains(index) ? nil : refusals[index]
      return told ?? .unanswered(areSeveral ? names[index] : nil)
    }
    let first = reasons.first ?? .unanswered(nil)
    guard areSeveral else { return first }
    return SoundError(
      first.code,
      "No sound device can be played on. \(reasons.map(\.message).joined(separator: " "))",
      advice: first.advice)
  }
}

extension SoundError {
  /// A device call that does not come back.
  static func unanswered(_ device: DeviceName?) -> SoundError {
    let name = device.map { " “\($0.text)”" } ?? ""
    return SoundError(
      .deviceLost, "The sound device\(name) does not answer.",
      advice: "Restart the sound server, or choose another device with --device.")
  }
}
