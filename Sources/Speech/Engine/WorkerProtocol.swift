// The client's side of `Sources/coach-speech/protocol.h`: messages of 32-bit fields in the machine's
// byte order, since both ends run on the same machine.

/// What a worker should say.
struct SpeechRequest: Hashable, Sendable {
  /// Plain text without NUL; it may have `EngineSounds` in it.
  let text: String
  let rate: WordsPerMinute
  let range: VoiceLevel

  /// The bytes that are sent.
  var frame: [UInt8] {
    let text = Array(self.text.utf8)
    var frame: [UInt8] = []
    frame.reserveCapacity(12 + text.count)
    for field in [rate.value, range.value, Int32(text.count)] {
      withUnsafeBytes(of: field) { frame.append(contentsOf: $0) }
    }
    return frame + text
  }
}

/// The first thing a worker says.
enum WorkerHello {
  static let size = 16

  enum Status: UInt32 {
    case ready = 0
    case noData = 1
    case noVoice = 2
    case noVariant = 3
    case noScratchFolder = 4
    case wrongArguments = 5
    case noMemory = 6
  }
}

/// The first part of a worker's answer.
enum WorkerReply {
  static let size = 16
  static let soundSize = 12

  enum Status: UInt32 {
    case spoken = 0
    case engineDied = 1
    case timedOut = 2
    case tooLong = 3
    case engineRefused = 4
    case noProcess = 5
  }
}

/// What the engine made of a phrase, unchanged.
struct RawSpeech: Sendable {
  /// At the engine's rate, with the silence before and after.
  let samples: [Int16]
  /// In order of time.
  let phonemes: [Phoneme]
}

/// A speech sound and when it begins.
struct Phoneme: Hashable, Sendable {
  /// When it begins, from the first sample, in milliseconds.
  let millisecond: UInt32
  /// Its name in IPA; empty for a pause.
  let name: String

  /// Whether it carries a syllable: a vowel of the IPA chart, or a consonant marked syllabic.
  var isVowel: Bool {
    name.unicodeScalars.contains { Self.vowels.contains($0) || $0 == "\u{329}" }
  }

  private static let vowels = Set("aɐɑɒæʌɔoɤøɵœɶɞɘəɚɛɜɝeiɪɨyʏuʊʉɯ".unicodeScalars)
}
