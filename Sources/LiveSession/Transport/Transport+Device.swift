public import CueTimeline

/// A device that vanishes, and one that comes back.
extension Transport {
  /// Takes note that the device is gone.
  ///
  /// - Parameters:
  ///   - heard: the position that was last heard.
  ///   - now: the time.
  /// - Returns: what to play when it is back; `nil` if nothing was playing.
  public mutating func lostDevice(heard: FramePosition, now: Moment) -> Effect? {
    notePad(heard: heard, now)
    isDeviceLost = true
    if isEnding || sayingStopped != nil { return pass(.end(isStopped: true), now) }
    if isTakingPadOff {
      // The stream says those words again when the device is back.
      if isPlaying { state = .waitingForDevice }
      return nil
    }
    return isPlaying ? playAgain(heard: heard, now) : nil
  }

  /// Takes note that the device is back.
  ///
  /// - Parameters:
  ///   - heard: the position that was last heard.
  ///   - now: the time.
  /// - Returns: what to play instead of what was to be played when the device was lost.
  public mutating func regainedDevice(heard: FramePosition, now: Moment) -> Effect? {
    isDeviceLost = false
    guard state == .waitingForDevice else { return nil }
    state = .playing
    updateWaiting(heard)
    if isTakingPadOff { return nil }
    // Heat has gone on meanwhile, and what is said about it must be true.
    return pad.wearing == nil ? nil : playAgain(heard: heard, now)
  }

  private mutating func playAgain(heard: FramePosition, _ now: Moment) -> Effect? {
    let (entry, words) = wayBack(to: position(heard: heard), now)
    return pass(.play(Entry(from: entry, words: words)), now)
  }
}
