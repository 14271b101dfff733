public import CueTimeline
public import Sound

extension Transport {
  /// What a session is doing.
  public enum State: String, Hashable, Sendable {
    case playing
    case paused
    /// A `wait` step, from its question until *go*.
    case waitingForGo = "waiting for go"
    /// Playing goes on as soon as the device is back.
    case waitingForDevice = "waiting for the device"
    case finished
  }

  /// What a listener can ask for.
  public enum Command: Hashable, Sendable {
    case pause
    case resume
    /// Pauses, resumes, or says *go* if the session waits for that.
    case toggle
    /// A press of the only button: once is `toggle`, twice in a row `again`, three times `next`.
    case button
    /// Goes on with the next step in which something is done.
    case next
    /// Goes to the start of this step, or of the one before if it has only just begun.
    case back
    /// As `next`, but a paused session stays paused, as media players do.
    case nextTrack
    /// As `back`, but a paused session stays paused.
    case previousTrack
    /// Repeats the last phrase or repetition.
    case again
    /// Ends the session; if a heat pad is on, once the words that take it off have been heard.
    case stop
    /// Ends the session in the middle of a word.
    case stopAtOnce
    /// Says where the listener is and what is left.
    case howLong
    case louder
    case softer
    /// Sets the volume, as a slider does.
    case volume(Volume)
    case slower
    case faster
    /// Sets the tempo of the coming repetitions, as a player's rate does.
    case tempo(TempoScale)
    /// Goes to a place as far from here as given; negative is back.
    case skip(Duration)
  }

  /// What the session has to do.
  public enum Effect: Equatable, Sendable {
    case play(Passage)
    /// Be silent, and remember what was heard.
    case pause
    /// Say something without moving on.
    case say(Announcement)
    /// Show something without sound.
    case show(Session.Notice)
    case volume(Volume)
    /// Schedule the coming repetitions again.
    case reschedule(TempoScale)
    /// End the session.
    case end
  }

  /// A part of the timeline that is played without a break.
  public struct Passage: Equatable, Sendable {
    /// Where it begins.
    public let from: FramePosition
    /// Where it ends by itself; `nil` for the timeline's end.
    public let until: FramePosition?
    /// What is said before it.
    public let words: Announcement?
    /// Whether it follows what was just heard, without silence for the device to wake up in.
    public let isContinuation: Bool
  }
}
