internal import CoachErrors
internal import CueTimeline
internal import Glibc
internal import Platform
internal import SpokenText

// Messages for what can go wrong with one phrase. The scheduler adds the line of the script.
extension SpeechFailure {
  static func engineDied(signal: UInt32) -> Self {
    SpeechFailure(
      "the speech engine crashed on this text (signal \(signal)). Write it in other words, "
        + "without repeated signs or apostrophes")
  }

  static let timedOut = SpeechFailure(
    "the speech engine did not finish this text in time. Write it in shorter sentences")

  static let tooMuchSound = SpeechFailure(
    "this text takes longer than four minutes to say. Split it into several `say` steps")

  static let engineRefused = SpeechFailure(
    "the speech engine cannot say this text. Write it in other words")

  static func noProcess(_ error: Errno) -> Self {
    SpeechFailure(
      "the speech process has no room to work: \(error.reason). "
        + "Close other programs and try again")
  }

  static let workerGone = SpeechFailure(
    "the speech process ended twice over this text. Try again; if it happens again, this is a bug "
      + "in coach: please report it with the text")

  static func cannotStart(_ error: CoachError) -> Self {
    SpeechFailure("\(error.clause): \(error.remedy)")
  }

  /// Whether other words would help.
  var isOfText: Bool { [.engineRefused, .tooMuchSound, .nothingToSay].contains(self) }

  init(_ error: UnsayableText) { self.init(error.message) }

  static let nothingToSay = SpeechFailure(UnsayableText.nothingToSay)
}
