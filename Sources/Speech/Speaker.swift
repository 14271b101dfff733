public import CueTimeline
internal import Glibc
public import RoutineScript
public import SpokenText
internal import Synchronization

/// A voice: measures phrases and gives their sound, each distinct phrase made once.
///
/// The same phrase has the same samples whatever was said before or beside it. May be used from
/// any thread.
public final class Speaker: SpeechMeter, ClipSource, Sendable {
  /// Who speaks.
  public let profile: VoiceProfile
  /// The rate of every clip, which is the engine's.
  public let rate: SampleRate
  /// The rate that eSpeak NG has always spoken at, known before it is started.
  public static let usualRate = SampleRate(hertz: 22_050)

  /// How a routine says words in its language.
  private let sayAs: [SayAs]
  private let pronunciation: Pronunciation
  private let pool: WorkerPool
  private let maker: ClipMaker
  private let clips = ClipStore()

  /// Starts the speech processes and brings the voice to its loudness.
  ///
  /// - Parameters:
  ///   - profile: who speaks.
  ///   - pronunciation: how its language's signs and abbreviations are said.
  ///   - sayAs: how a routine says words; goes before the voice's own.
  /// - Throws: where the engine, its data, the language or the variant file is missing.
  public convenience init(
    _ profile: VoiceProfile, pronunciation: Pronunciation, sayAs: [SayAs] = []
  ) throws(SpeechSetupError) {
    try self.init(
      profile, pronunciation: pronunciation, sayAs: sayAs, program: WorkerProgram.find(),
      processes: WorkerPool.usualSize)
  }

  init(
    _ profile: VoiceProfile, pronunciation: Pronunciation, sayAs: [SayAs] = [], program: String,
    processes: Int
  ) throws(SpeechSetupError) {
    self.profile = profile
    self.sayAs = sayAs
    self.pronunciation = pronunciation.saying([sayAs, profile.sayAs])
    pool = try WorkerPool(path: program, voice: profile, size: processes)
    rate = pool.rate
    maker = ClipMaker(
      rate: rate, natural: try Self.loudness(of: profile, pronunciation, pool),
      profile: profile)
  }

  public func measure(_ phrases: [Phrase]) -> [Result<ClipMeasure, SpeechFailure>] {
    make(phrases)
    return phrases.map { clips.measure(of: $0) ?? .failure(.nothingToSay) }
  }

  public func measureAtOnce(_ phrase: Phrase) -> Result<ClipMeasure, SpeechFailure>? {
    clips.measure(of: phrase)
  }

  /// Has what could not be said tried again when it is next asked for: a process may have been
  /// missing, or the machine too busy.
  public func forgetFailures() { clips.forgetFailures() }

  public func clip(for phrase: Phrase) -> Clip? {
    clips.clip(for: phrase)
  }

  /// The routine's entries that are in none of the phrases so far.
  public var unusedSayAs: [SayAs] {
    guard !sayAs.isEmpty else { return [] }
    let used = clips.phrases.reduce(into: Set<SayAs>()) { used, phrase in
      used.formUnion(pronunciation.overrides(in: phrase.text))
    }
    return sayAs.filter { !used.contains($0) }
  }

  /// The routine's and the voice's entries with sounds that the engine's language does not have.
  ///
  /// At a name it does not know the engine gives a word up without a word. So each is said once
  /// more with one more sound behind it: where that is not heard, it never came so far.
  public func unknownSounds() -> [SayAs] {
    let words = (sayAs + profile.sayAs).flatMap { entry -> [(entry: SayAs, sounds: Substring)] in
      guard case .sounds(let sounds) = entry.saying else { return [] }
      return sounds.split(separator: " ").map { (entry, $0) }
    }
    let requests = words.flatMap { word in
      [word.sounds, word.sounds + "|t"].map { sounds in
        SpeechRequest(
          text: EngineSounds.text(String(sounds)), rate: profile.rate, range: profile.range)
      }
    }
    let heard = Mutex<[Int: Int]>([:])
    pool.speak(requests) { index, result in
      let count = (try? result.get())?.phonemes.count ?? 0
      heard.withLock { $0[index] = count }
    }
    let counts = heard.withLock { $0 }
    var unknown: [SayAs] = []
    for (index, word) in words.enumerated() where !unknown.contains(word.entry) {
      let (plain, longer) = (counts[2 * index] ?? 0, counts[2 * index + 1] ?? 0)
      if plain == 0 || longer != plain + 1 { unknown.append(word.entry) }
    }
    return unknown
  }

  /// The speech processes that wait for work.
  var processes: [Int32] { pool.processes }

  /// Makes the clips that are not there yet.
  private func make(_ phrases: [Phrase]) {
    var seen = clips.phrases
    var asked: [Phrase] = []
    var requests: [SpeechRequest] = []
    for phrase in phrases where seen.insert(phrase).inserted {
      switch request(for: phrase) {
      case .success(let request):
        asked.append(phrase)
        requests.append(request)
      case .failure(let failure):
        clips.store(.failure(failure), for: phrase)
      }
    }
    let order = asked
    pool.speak(requests) { index, result in
      let clip = result.flatMap { raw in
        maker.clip(raw).map(Result.success) ?? .failure(.nothingToSay)
      }
      clips.store(clip, for: order[index])
    }
  }

  private func request(for phrase: Phrase) -> Result<SpeechRequest, SpeechFailure> {
    pronunciation.spoken(phrase.text).mapError(SpeechFailure.init).map { text in
      let isBeat = phrase.delivery == .beat
      return SpeechRequest(
        text: isBeat ? BeatDelivery.text(text) : text, rate: profile.rate.at(phrase.pace),
        range: isBeat ? BeatDelivery.range(profile.range) : profile.range)
    }
  }

  /// How loud the voice is by itself: measured on the same text for every voice of a language, so
  /// that no script has an influence on it.
  private static func loudness(
    of profile: VoiceProfile, _ pronunciation: Pronunciation, _ pool: WorkerPool
  ) throws(SpeechSetupError) -> Loudness {
    var requests: [SpeechRequest] = []
    for text in pronunciation.calibration {
      switch pronunciation.spoken(text) {
      case .success(let spoken):
        requests.append(SpeechRequest(text: spoken, rate: profile.rate, range: profile.range))
      case .failure(let failure):
        throw SpeechSetupError(.calibration(failure.message))
      }
    }
    let spoken = Mutex<[Int: Result<RawSpeech, SpeechFailure>]>([:])
    pool.speak(requests) { index, result in spoken.withLock { $0[index] = result } }
    var samples: [Int16] = []
    for (_, result) in spoken.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
      switch result {
      case .success(let raw): samples += raw.samples
      case .failure(let failure): throw SpeechSetupError(.calibration(failure.message))
      }
    }
    guard let loudness = LoudnessMeter(rate: pool.rate).loudness(of: samples) else {
      throw SpeechSetupError(.calibration(SpeechFailure.nothingToSay.message))
    }
    return loudness
  }
}

/// How numbers and names on a beat are intoned: level, as one counts when more is to come.
///
/// A full stop lets the pitch fall by three semitones, so that every number sounds like the last.
/// After a comma it comes back to where it began; with a smaller range the dip between is slight.
package enum BeatDelivery {
  /// The text for the engine.
  package static func text(_ text: String) -> String {
    guard let last = text.unicodeScalars.last,
      last.properties.isAlphabetic || last.isDigit || last == EngineSounds.end
    else {
      return text
    }
    return text + ","
  }

  /// How far the pitch moves.
  static func range(_ range: VoiceLevel) -> VoiceLevel { range.scaled(byPercent: 40) }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { properties.numericType != nil }
}
