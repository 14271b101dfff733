public import CoachErrors
public import CueTimeline
public import Sound

extension Session {
  /// How a session ended.
  public enum Ending: Equatable, Sendable {
    /// Everything was heard.
    case finished
    /// The listener stopped it.
    case stopped
    /// The device could not be opened.
    case failed(CoachError)
  }

  /// Something that the listener should know while the session goes on.
  public enum Notice: Equatable, Sendable {
    /// Sound was interrupted and goes on.
    case recovered
    /// The device is gone, and the session waits for it.
    case deviceLost(CoachError)
    /// The device is back, or another one takes its place.
    case deviceBack(DeviceName)
    /// The volume: it changed, stays at the end of its range, or was kept from before.
    case volume(Volume)
    /// The tempo of the coming repetitions: it changed, or stays at the end of its range.
    case tempo(TempoScale)
    /// The answer to "how long?".
    case whereabouts(Whereabouts)
    /// The tempo stays as it was, since the numbers do not fit into the one asked for.
    case tempoDoesNotFit(TempoScale)
    /// The tempo changes nothing, since there are no repetitions to come.
    case nothingToCount
    /// The words that take the heat pad off are being said.
    case takePadOff
    /// The heat pad has to come off, and nobody can have heard it; comes again until somebody
    /// answers.
    case padStillOn
    /// A listener with a baby under a heat pad is asked whether they are awake.
    case stillAwake
    /// Nobody has answered that; comes again until somebody does.
    case wakeUp
    /// The place cannot be saved.
    case placeNotKept(CoachError)
  }
}
