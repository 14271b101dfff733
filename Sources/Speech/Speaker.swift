public import CueTimeline
internal import Glibc
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

  private let pronunciation: Pronunciation
  private let pool: WorkerPool
  private let maker: ClipMaker
  private let clips = ClipStore()

  /// Starts the speech processes and brings the voice to its loudness.
  ///
  /// - Parameters:
  ///   - profile: who speaks.
  ///   - pronunciation: how its language's signs and abbreviations are said.
  /// - Throws: where the engine, its data, the language or the variant file is missing.
  public convenience init(
    _ profile: VoiceProfile, pronunciation: Pronunciation
  ) throws(SpeechSetupError) {
    try self.init(
      profile, pronunciation: pronunciation, program: WorkerProgram.find(),
      processes: WorkerPool.usualSize)
  }

  init(
    _ profile: VoiceProfile, pronunciation: Pronunciation, program: String, processes: Int
  ) throws(SpeechSetupError) {
    self.profile = profile
    self.pronunciation = pronunciation
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

  /// Has what could not be said tried again when it is next asked for: a process may have been
  /// missing, or the machine too busy.
  public func forgetFailures() { clips.forgetFailures() }

  public func clip(for phrase: Phrase) -> Clip? {
    clips.clip(for: phrase)
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
    pronunciation.spoken(phrase.text).map { text in
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
enum BeatDelivery {
  /// The text for the engine.
  static func text(_ text: String) -> String {
    guard let last = text.unicodeScalars.last, last.properties.isAlphabetic || last.isDigit else {
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
