internal import Glibc
public import Platform

/// Why a voice cannot speak at all.
public struct SpeechSetupError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// The speech process was not found in any of these places.
    case workerMissing(searched: [String])
    /// The speech process could not be started.
    case workerNotStarted(path: String, Errno)
    /// The speech process ended or sent something unexpected before it was ready.
    case workerSilent(path: String)
    /// The engine's data is missing.
    case dataMissing
    /// The engine has no such language or accent.
    case unknownLanguage(String)
    /// The variant file is missing or unreadable; `nil` if it is empty or not a file.
    case variantUnusable(path: String, Errno?)
    /// No folder can be written to.
    case noScratchFolder(Errno)
    /// The calibration text of the pronunciation file cannot be spoken.
    case calibration(String)
  }

  /// What is wrong.
  public let reason: Reason

  /// Makes an error.
  public init(_ reason: Reason) { self.reason = reason }

  /// What happened, where, and what to do next.
  public var message: String {
    switch reason {
    case .workerMissing(let searched):
      "the speech process `coach-speech` is missing; it belongs in \(searched.joined(separator: " or ")). "
        + "Build it with `swift build`, or set COACH_SPEECH to its path"
    case .workerNotStarted(let path, let error):
      "the speech process \(path) could not be started: \(error.reason). "
        + "Build it again with `swift build`, or set COACH_SPEECH to its path"
    case .workerSilent(let path):
      "the speech process \(path) ended before it was ready. Check the voice's variant file. "
        + "Run `espeak-ng test` to see whether eSpeak NG itself works"
    case .dataMissing:
      "eSpeak NG's data is missing. On Debian and Ubuntu: apt install espeak-ng-data"
    case .unknownLanguage(let name):
      "eSpeak NG has no voice for `\(name)`. `espeak-ng --voices` lists those it has"
    case .variantUnusable(let path, let error):
      "the variant file \(path) \(error.map { "cannot be read: \($0.reason)" } ?? "is empty or not a file"). "
        + "Name another under `variant:`, or leave that line out"
    case .noScratchFolder(let error):
      "no folder for temporary files can be written to: \(error.reason). "
        + "Set TMPDIR to one that can"
    case .calibration(let reason):
      "the voice's loudness cannot be measured: \(reason). "
        + "Fix `calibration:` in its pronunciation file"
    }
  }
}

extension SpeechSetupError: CustomStringConvertible {
  public var description: String { message }
}
