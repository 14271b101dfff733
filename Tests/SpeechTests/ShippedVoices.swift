import CueTimeline
import Foundation
import RoutineScript
import SourceYAML
import TestSupport
import Testing

@testable import Speech

/// The voices of this package, read from its folder.
enum Shipped {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Voices")
  static let variants = folder.appending(path: "variants").path

  static let names = ["bright", "calm", "calm-de", "calm-es", "calm-fr", "hush"]

  static func source(_ path: String) throws -> SourceText {
    SourceText(
      name: path,
      text: try String(contentsOf: folder.appending(path: path), encoding: .utf8))
  }

  static func voice(_ name: String) throws -> VoiceProfile {
    let (profile, diagnostics) = VoiceProfile.parse(
      try source("\(name).yaml"), name: name, variantFolders: [variants])
    #expect(diagnostics.isEmpty)
    return try #require(profile)
  }

  /// A speaker of a shipped voice, possibly changed.
  static func speaker(_ profile: VoiceProfile, processes: Int = 2) throws -> Speaker {
    try Speaker(
      profile, pronunciation: try Repository.pronunciation(profile.language),
      program: try WorkerProgram.find(), processes: processes)
  }

  static func speaker(_ name: String, processes: Int = 2) throws -> Speaker {
    try speaker(try voice(name), processes: processes)
  }
}

extension Speaker {
  /// The clip of a phrase, made now.
  func say(_ text: String, delivery: Phrase.Delivery = .sentence, pace: Pace = .normal) throws
    -> Clip
  {
    let phrase = Phrase(text, delivery: delivery, pace: pace)
    _ = try measure([phrase])[0].get()
    return try #require(clip(for: phrase))
  }
}
