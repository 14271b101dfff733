internal import CoachErrors
internal import CueTimeline
internal import SpokenText
internal import Synchronization

extension Speaker {
  /// How loud the engine makes a voice.
  ///
  /// Measured with the same text for every voice of a language, so that it does not depend on the
  /// script.
  static func naturalLoudness(
    of profile: VoiceProfile, _ pronunciation: Pronunciation, _ pool: WorkerPool
  ) throws(CoachError) -> Loudness {
    var requests: [SpeechRequest] = []
    for text in pronunciation.calibration {
      switch pronunciation.spoken(text) {
      case .success(let spoken):
        requests.append(SpeechRequest(text: spoken, rate: profile.rate, range: profile.range))
      case .failure(let failure):
        throw CoachError(.calibration(failure.message))
      }
    }
    let spoken = Mutex<[Int: Result<RawSpeech, SpeechFailure>]>([:])
    pool.speak(requests) { index, result in spoken.withLock { $0[index] = result } }
    var samples: [Int16] = []
    for (_, result) in spoken.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
      switch result {
      case .success(let raw): samples += raw.samples
      case .failure(let failure) where failure.isOfText:
        throw CoachError(.calibration(failure.message))
      case .failure(let failure): throw CoachError(.noRoom(failure.message))
      }
    }
    guard let loudness = LoudnessMeter(rate: pool.rate).loudness(of: samples) else {
      throw CoachError(.calibration(SpeechFailure.nothingToSay.message))
    }
    return loudness
  }
}
