public import CoachErrors
public import CueTimeline
public import RoutineScript
public import SpokenText

/// A voice with its engine: measures phrases and gives their clips; each distinct phrase is made
/// once.
///
/// The same phrase has the same samples, no matter what else is said. May be used from any thread.
public final class Speaker: SpeechMeter, ClipSource, Sendable {
  /// The voice.
  public let profile: VoiceProfile
  /// The rate of every clip, which is the engine's.
  public let rate: SampleRate
  /// The rate of eSpeak NG in all its versions, for use before it is started.
  public static let usualRate = SampleRate(hertz: 22_050)

  /// How a routine says words in its language.
  let sayAs: [SayAs]
  let pronunciation: Pronunciation
  let pool: WorkerPool
  let clips = ClipStore()
  private let maker: ClipMaker

  /// Starts the speech processes and brings the voice to its loudness.
  ///
  /// - Parameters:
  ///   - profile: the voice.
  ///   - pronunciation: how its language's signs and abbreviations are said.
  ///   - sayAs: how a routine says words; has priority over the voice's own.
  /// - Throws: if the engine, its data, the language or the variant file is missing.
  public convenience init(
    _ profile: VoiceProfile, pronunciation: Pronunciation, sayAs: [SayAs] = []
  ) throws(CoachError) {
    try self.init(
      profile, pronunciation: pronunciation, sayAs: sayAs, program: WorkerProgram.find(),
      processes: WorkerPool.usualSize)
  }

  init(
    _ profile: VoiceProfile, pronunciation: Pronunciation, sayAs: [SayAs] = [], program: String,
    processes: Int
  ) throws(CoachError) {
    self.profile = profile
    self.sayAs = sayAs
    self.pronunciation = pronunciation.saying([sayAs, profile.sayAs])
    pool = try WorkerPool(path: program, voice: profile, size: processes)
    rate = pool.rate
    maker = ClipMaker(
      rate: rate, natural: try Self.naturalLoudness(of: profile, pronunciation, pool),
      profile: profile)
  }

  public var sound: VoiceSound { profile.sound }

  public func measure(_ phrases: [Phrase]) -> [Result<ClipMeasure, SpeechFailure>] {
    make(phrases)
    return phrases.map { clips.measure(of: $0) ?? .failure(.nothingToSay) }
  }

  public func measureAtOnce(_ phrase: Phrase) -> Result<ClipMeasure, SpeechFailure>? {
    clips.measure(of: phrase)
  }

  public func clip(for phrase: Phrase) -> Clip? {
    clips.clip(for: phrase)
  }

  /// What the engine is given for a phrase, in words; sounds stand between slashes.
  ///
  /// - Parameter phrase: the phrase.
  /// - Returns: the words; those of the phrase itself if it cannot be said.
  public func spoken(_ phrase: Phrase) -> String {
    guard let text = try? pronunciation.spoken(phrase.text).get() else { return phrase.text }
    return EngineSounds.shown(in: text)
  }

  /// Forgets which phrases failed, so that they are tried again: a process may have been missing, or
  /// the machine too busy.
  public func forgetFailures() { clips.forgetFailures() }

  /// Makes the clips that do not exist yet.
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
}
