public import CueTimeline
public import FoundationEssentials
internal import Platform
public import RoutineScript
internal import Sound

/// A session as it is kept on disk: what was played, and where it was.
public struct SavedSession: Codable, Equatable, Sendable {
  /// What was asked for, so that it can be asked for again.
  public struct Request: Hashable, Sendable {
    /// A routine's name, or the absolute path of its script.
    public var routine: String
    /// What the listener wanted of it.
    public var choices: ListenerChoices
    /// The devices it was played on, in order of preference.
    public var devices: [String]

    /// Makes a request.
    public init(
      routine: String, choices: ListenerChoices = ListenerChoices(), devices: [String] = []
    ) {
      self.routine = routine
      self.choices = choices
      self.devices = devices
    }
  }

  /// A change of tempo.
  struct Tempo: Codable, Equatable, Sendable {
    var step: Int
    var rep: Int32
    var percent: Int32
  }

  /// How the routine was asked for.
  public let request: Request
  /// The routine's title.
  public let title: String
  /// When this was written down.
  public let savedAt: Date
  /// In words, for who is asked whether to go on: the step.
  public let step: String
  /// The side, in words.
  public let side: String?
  let rep: Int32?
  let reps: Int32?
  let stepIndex: Int
  let frame: Int64
  let fingerprint: String
  let pad: Pad?
  /// The heat that the skin had within an hour; `nil` if it had none, and in version 0.1.0.
  let heat: [Dose]?
  /// `nil` if the routine has no heat, and in version 0.1.0.
  let clock: Clock?
  let tempo: [Tempo]
  let volumePercent: Int

  /// The repetition it was in, and of how many.
  public var repetition: (rep: Count, reps: Count)? {
    guard let rep, let reps else { return nil }
    return (Count(rep), Count(reps))
  }

  /// The tempo it had been brought to.
  public var plan: TempoPlan {
    TempoPlan(
      tempo.map {
        TempoPlan.Change(
          step: $0.step, rep: Count(max($0.rep, 1)), scale: TempoScale(percent: $0.percent))
      })
  }

  /// How long ago it was left after which one may have other plans by now.
  public static let stalesAfter = Duration.seconds(4 * 3600)

  /// A session that has only been asked for.
  public init(_ request: Request, title: String, at date: Date = Date()) {
    self.request = request
    self.title = title
    savedAt = date
    step = title
    (side, rep, reps, pad, heat, clock) = (nil, nil, nil, nil, nil, nil)
    (stepIndex, frame, fingerprint, tempo) = (0, 0, "", [])
    volumePercent = Volume.full.percent
  }

  /// What there is to keep of a session.
  init(
    _ transport: Transport, heard: FramePosition, request: Request, plan: TempoPlan,
    fingerprint: String, now: Transport.Moment, boot: String? = SystemClocks.bootID
  ) {
    let progress = Progress(transport, heard: heard)
    let timeline = transport.timeline
    self.request = request
    title = progress.routine
    savedAt = Date(now)
    step = progress.place.step
    side = progress.place.side
    rep = progress.place.rep?.value
    reps = progress.place.reps?.value
    stepIndex = Int(progress.stepNumber.value) - 1
    frame = progress.heard.value
    self.fingerprint = fingerprint
    pad = transport.pad.wearing.map { Pad($0, now) }
    heat = transport.pad.doses.isEmpty ? nil : transport.pad.doses.map(Dose.init)
    let hasHeat = transport.pad != HeatPad() || timeline.steps.contains { $0.heat != nil }
    clock = hasHeat ? Clock(now, boot: boot) : nil
    tempo = plan.changes.map {
      Tempo(step: $0.step, rep: $0.rep.value, percent: $0.scale.percent)
    }
    volumePercent = transport.volume.percent
  }

  /// Whether a pad was on, or the skin had had heat: the next session has to know.
  var hasHeat: Bool { pad != nil || heat != nil }

  /// Whether this can have been a session; not if somebody else wrote the file.
  var isPossible: Bool {
    let day = 86_400.0
    return frame >= 0 && (0...1_000_000).contains(stepIndex) && rep ?? 1 > 0 && reps ?? 1 > 0
      && pad.map { $0.step >= 0 && abs($0.end.timeIntervalSince(savedAt)) < day } ?? true
      && (0..<1e11).contains(savedAt.timeIntervalSince1970)
  }

  /// Where it was, on a timeline made from the same request.
  ///
  /// - Parameter timeline: the routine as it is scheduled today.
  /// - Returns: the place, and whether the routine is still the same; `nil` if its step is gone.
  public func place(on timeline: Timeline) -> (position: FramePosition, isSame: Bool)? {
    if fingerprint.isEmpty { return (.start, true) }
    if fingerprint == timeline.fingerprint {
      return (min(FramePosition(frame), .start + timeline.frames), true)
    }
    let same = timeline.steps.indices.filter {
      timeline.steps[$0].name == step && timeline.steps[$0].side == side
    }
    guard let index = same.min(by: { abs($0 - stepIndex) < abs($1 - stepIndex) }) else {
      return nil
    }
    let cue = timeline.cues.first { Int($0.step) == index && $0.rep?.value == rep && rep != nil }
    return (cue?.start ?? timeline.steps[index].range.lowerBound, false)
  }

  /// Whether it was left long enough ago for the listener to be asked.
  public func isStale(at date: Date = Date()) -> Bool {
    let age = date.timeIntervalSince(savedAt)
    return age < -60 || age > Self.stalesAfter / .seconds(1)
  }
}

extension Timeline {
  /// Tells two timelines apart, in one word: FNV-1a over every cue's place and words.
  var fingerprint: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    let add = { (byte: UInt8) in hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    for phrase in phrases {
      for byte in phrase.text.utf8 { add(byte) }
      add(0)
    }
    for cue in cues {
      withUnsafeBytes(of: cue.start.value.littleEndian) { for byte in $0 { add(byte) } }
    }
    return String(hash, radix: 16)
  }
}
