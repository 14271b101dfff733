import CueTimeline
import Foundation
import Sound

/// Clips for tests: noise that never repeats and is not zero at either end.
struct TestClips: ClipSource {
  var missing: Set<String> = []

  func clip(for phrase: Phrase) -> Clip? {
    guard !missing.contains(phrase.text) else { return nil }
    var state = phrase.text.utf8.reduce(UInt64(14_695_981_039_346_656_037)) {
      ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    let samples = (0..<Self.length(of: phrase)).map { _ -> Int16 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Int16(truncatingIfNeeded: state >> 52)
      return value == 0 ? 1 : value
    }
    return Clip(samples: samples, anchor: FrameCount(10))
  }

  /// Frames of a phrase's clip: longer for longer text.
  static func length(of phrase: Phrase) -> Int { 200 + phrase.text.utf8.count * 700 }
}

extension Timeline {
  /// A timeline of phrases and chimes at given frames.
  static func made(
    title: String = "Upper back", rate: SampleRate = SampleRate(hertz: 22_050), frames: Int64,
    sections: [(String, Int64)] = [("Warm up", 0)], _ cues: [(Int64, Said)]
  ) -> Timeline {
    var phrases: [Phrase] = []
    let placed = cues.map { start, said -> Cue in
      switch said {
      case .phrase(let text):
        let phrase = Phrase(text)
        let index = phrases.firstIndex(of: phrase) ?? phrases.count
        if index == phrases.count { phrases.append(phrase) }
        return Cue(
          start: FramePosition(start), anchor: FramePosition(start + 10),
          frames: FrameCount(Int64(TestClips.length(of: phrase))), kind: .say,
          sound: .phrase(index), line: 1, step: 0)
      case .chime(let chime):
        return Cue(
          start: FramePosition(start), anchor: FramePosition(start),
          frames: rate.frames(in: chime.duration), kind: .chime, sound: .chime(chime), line: 1,
          step: 0)
      }
    }
    return Timeline(
      title: title, voice: "calm", rate: rate, frames: FrameCount(frames), phrases: phrases,
      sections: sections.map { Section(name: $0.0, start: FramePosition($0.1)) }, steps: [],
      cues: placed)
  }

  enum Said {
    case phrase(String)
    case chime(Chime)
  }

  /// A timeline like a routine's: a word or a chime about every second and a half.
  static func routine(lasting duration: Duration) -> Timeline {
    let rate = SampleRate(hertz: 22_050)
    let frames = rate.frames(in: duration).value
    var cues: [(Int64, Said)] = []
    var at: Int64 = 100
    var number = 0
    let words = ["one", "two", "three", "four", "Sit tall.", "and slowly back", "left", "right"]
    while at < frames - 40_000 {
      number += 1
      if number % 9 == 0 {
        cues.append((at, .chime(Chime.allCases[number / 9 % 3])))
      } else {
        cues.append((at, .phrase(words[number % words.count])))
      }
      at += 33_075 + Int64(number % 7)
    }
    return made(
      frames: frames, sections: [("Warm up", 0), ("Twist", frames / 2)], cues)
  }
}

/// A folder that is removed with everything in it.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/coach-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func path(_ name: String) -> String { path + "/" + name }

  /// Everything in it, hidden files included.
  func contents() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}
