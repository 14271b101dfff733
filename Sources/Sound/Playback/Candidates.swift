internal import CoachErrors
internal import CueTimeline

/// The devices to play on, in order of preference, and what came of trying each.
struct Candidates: Sendable {
  private let names: [DeviceName]
  /// Why each could not be opened when it was last tried.
  private var refusals: [Int: CoachError] = [:]
  /// The devices that abandoned pumps hang in, by the pumps' generations.
  private var hanging: [Int: Int] = [:]
  /// The devices that opened and then played nothing, or only for a moment again and again.
  private var unreliable: Set<Int> = []
  /// How often in a row each was lost soon after it was opened.
  private var shortLives: [Int: Int] = [:]
  /// How often each opened and played nothing, since one last played.
  private var falseStarts: [Int: Int] = [:]
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

  mutating func opened() { refusals = refusals.filter { unreliable.contains($0.key) } }

  /// The device in use was lost.
  ///
  /// - Parameters:
  ///   - error: why.
  ///   - hasPlayed: whether more than silence was heard on it.
  ///   - wasShort: whether that was soon after it was opened.
  mutating func lost(_ error: CoachError, afterPlaying hasPlayed: Bool, wasShort: Bool) {
    guard let current else { return }
    guard hasPlayed else {
      falseStarts[current, default: 0] += 1
      unreliable.insert(current)
      refusals[current] = .playsNothing(names[current], error)
      return
    }
    falseStarts = [:]
    if wasShort { shortLives[current, default: 0] += 1 } else { shortLives = [:] }
    unreliable = Set(shortLives.filter { $0.value >= Self.mostShortLives }.keys)
  }

  /// Whether there is a device that has not disappointed yet.
  var hasAnother: Bool {
    names.indices.contains { index in
      !unreliable.contains(index) && refusals[index] == nil && !hanging.values.contains(index)
    }
  }

  /// Whether there is nothing left to hope for from devices of which none has ever played.
  var areHopeless: Bool {
    !hasAnother && falseStarts.values.contains { $0 >= Self.mostFalseStarts }
  }

  /// After how many short lives in a row another device is preferred.
  private static let mostShortLives = 2
  /// After how many false starts in a row a device is not worth another.
  private static let mostFalseStarts = 3

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

  /// A device that opens, and then takes no sound.
  fileprivate static func playsNothing(_ device: DeviceName, _ error: CoachError) -> CoachError {
    CoachError(
      .deviceRefuses,
      "The sound device “\(device.text)” was opened and plays nothing. \(error.message)",
      advice: "Choose another with --device; `coach devices` lists them. "
        + "Or `coach export` writes a file for any other player.")
  }
}
