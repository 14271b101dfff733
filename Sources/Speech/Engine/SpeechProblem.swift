public import CoachErrors
internal import Platform

/// Why a voice cannot speak at all.
enum SpeechProblem {
  /// The speech process was not found in any of these places.
  case workerMissing(searched: [String])
  /// The speech process could not be started.
  case workerNotStarted(path: String, Errno)
  /// The speech process ended or sent something unexpected before it was ready.
  case workerSilent(path: String)
  /// The speech process ended because files may not grow so far, in bytes.
  case filesTooSmall(path: String, limit: UInt)
  /// The engine's data is missing.
  case dataMissing
  /// The engine has no such language or accent.
  case unknownLanguage(String)
  /// The variant file cannot be read; without an error, it is empty or not a file.
  case variantUnusable(path: String, Errno?)
  /// No folder for temporary files can be written to.
  case noScratchFolder(Errno)
  /// The calibration text of the pronunciation file cannot be spoken.
  case calibration(String)
  /// There is no room for the processes that speak, whatever the text.
  case noRoom(String)
}

extension CoachError.Code {
  /// The engine has no such language or accent.
  public static var unknownLanguage: Self { Self("unknownLanguage") }
  /// The variant file of a voice cannot be used.
  public static var unusableVariant: Self { Self("unusableVariant") }
  /// The calibration text of a pronunciation file cannot be spoken.
  public static var unusableCalibration: Self { Self("unusableCalibration") }
}

extension CoachError {
  /// Puts a problem of speech in words.
  init(_ problem: SpeechProblem) {
    switch problem {
    case .workerMissing(let searched):
      self.init(
        .speech,
        "The speech process `coach-speech` is missing; it belongs in "
          + searched.joined(separator: " or ") + ".",
        advice: "Build it with `swift build`, or set COACH_SPEECH to its path.")
    case .workerNotStarted(let path, let error):
      self.init(
        .speech, "The speech process \(path) could not be started: \(error.reason).",
        advice: "Build it again with `swift build`, or set COACH_SPEECH to its path.")
    case .workerSilent(let path):
      self.init(
        .speech, "The speech process \(path) ended before it was ready.",
        advice: "Check the voice's variant file; `espeak-ng test` shows whether eSpeak NG works.")
    case .filesTooSmall(let path, let limit):
      self.init(
        .speech,
        "The speech process \(path) cannot write what it needs: files may have \(limit) bytes at most.",
        advice: "Raise the limit on the size of files (ulimit -f).")
    case .dataMissing:
      self.init(
        .speech, "The data of eSpeak NG is missing.",
        advice: "On Debian and Ubuntu: apt install espeak-ng-data.")
    case .unknownLanguage(let name):
      self.init(
        .unknownLanguage, "The engine eSpeak NG has no voice for `\(name)`.",
        advice: "Write one of those that `espeak-ng --voices` lists.")
    case .variantUnusable(let path, let error):
      let reason = error.map { "cannot be read: \($0.reason)" } ?? "is empty or not a file"
      self.init(
        .unusableVariant, "The variant file \(path) \(reason).",
        advice: "Name another under `variant:`, or leave that line out.")
    case .noScratchFolder(let error):
      self.init(
        .speech, "No folder for temporary files can be written to: \(error.reason).",
        advice: "Set TMPDIR to one that can.")
    case .calibration(let reason):
      self.init(
        .unusableCalibration, "The voice cannot be brought to its loudness: \(reason).",
        advice: "Fix `calibration:` in the pronunciation file of its language.")
    case .noRoom(let reason):
      self.init(
        .speech, "The voice cannot speak: \(reason).",
        advice:
          "If it happens again: `ulimit -u` shows how many processes and threads you may have.")
    }
  }
}
