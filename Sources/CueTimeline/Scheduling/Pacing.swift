extension Duration {
  /// The duration times a whole number: `*`, whose factor may be of any type, takes ten times as long.
  func times(_ count: Int32) -> Duration { Duration(attoseconds: attoseconds * Int128(count)) }
}

/// The times that the script does not give: between cues, to move, and to wait.
///
/// The article on scheduling in `Coach.docc` lists them, and a test compares the two.
enum Pacing {
  /// Silences between cues.
  enum Gap {
    /// Between any two cues (scheduling rule 1).
    static let least = Duration.milliseconds(150)
    /// Between two sentences: a breath.
    static let sentence = Duration.milliseconds(450)
    /// Between steps: long enough to notice that something new begins.
    static let step = Duration.milliseconds(900)
  }

  /// The same silences in frames.
  struct GapFrames {
    let least: FrameCount
    let sentence: FrameCount
    let step: FrameCount

    init(at rate: SampleRate) {
      least = rate.frames(in: Gap.least)
      sentence = rate.frames(in: Gap.sentence)
      step = rate.frames(in: Gap.step)
    }
  }

  /// Time for the listener to move.
  enum Settle {
    /// From the end of an instruction to the first beat or second that is counted, at least.
    static let beforeCount = Duration.milliseconds(3_500)
    /// From the end of an instruction to "ready".
    static let beforeReady = Duration.milliseconds(1_500)
    /// From the end of "ready" to the first beat.
    static let afterReady = Duration.milliseconds(1_000)
    /// From the end of an instruction to an interval that is not counted.
    static let beforeInterval = Duration.seconds(3)
    /// After a side has been announced, to change to it.
    static let toChangeSides = Duration.seconds(4)
    /// Between the times of a hold.
    static let betweenHolds = Duration.seconds(4)
    /// Between sets: long enough to breathe, short enough not to cool down.
    static let betweenSets = Duration.seconds(30)
  }

  /// How long a sound file waits if the script does not say: nobody can say *go* to a file.
  static let waitInFile = Duration.seconds(30)

  /// The longest silence inside an interval before something is said.
  static let longestSilence = Duration.seconds(20)
  /// The same under a heat pad, where the listener rests.
  static let longestSilenceUnderHeat = Duration.seconds(120)
  /// The same if quiet is wanted, unless the silence may be longer anyway.
  static let longestSilenceIfQuiet = Duration.seconds(60)
}
