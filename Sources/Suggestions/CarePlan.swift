public import CoachErrors
public import RoutineScript

/// What to do in the time there is: routines in the order in which they help, and why.
///
/// A plain value; how it is worded and printed is elsewhere.
public struct CarePlan: Equatable, Sendable {
  /// A routine that may be chosen.
  public struct Candidate: Equatable, Sendable {
    /// The name it is played by.
    public let name: String
    /// Which part of looking after a back it is.
    public let part: Routine.Part
    /// Whom it is for; anybody if it is empty.
    public let audience: [String]
    /// The things it needs.
    public let needs: [String]
    /// What it does to the body.
    public let effects: Set<Routine.Effect>
    /// How it goes with a baby on the arm.
    public let withBaby: Routine.WithBaby
    /// Whether it has levels.
    public let hasLevels: Bool
    /// How long it takes.
    public var length: Duration
    /// Whether that is known from a voice, not estimated.
    public var isMeasured: Bool

    /// Makes a candidate.
    public init(
      name: String, part: Routine.Part, audience: [String], needs: [String],
      effects: Set<Routine.Effect>, withBaby: Routine.WithBaby, hasLevels: Bool, length: Duration,
      isMeasured: Bool
    ) {
      self.name = name
      self.part = part
      self.audience = audience
      self.needs = needs
      self.effects = effects
      self.withBaby = withBaby
      self.hasLevels = hasLevels
      self.length = length
      self.isMeasured = isMeasured
    }

    /// The least it can take: nothing is left out for an estimate's sake.
    var leastLength: Duration { isMeasured ? length : length * 95 / 100 }
  }

  /// Why a routine is not in the plan.
  public enum Reason: Equatable, Sendable {
    /// It is for others.
    case stage([String])
    /// The baby would have to be put down.
    case babyDown
    /// Things it needs are not at hand.
    case needs([String])
    /// It takes longer than there is time.
    case tooLong
    /// It does what another routine in the plan does already.
    case covered(by: String)
    /// There is no time left for it.
    case noTimeLeft
  }

  /// A routine that is left out.
  public struct Refusal: Equatable, Sendable {
    public let candidate: Candidate
    public let reason: Reason
  }

  /// What to do, in this order.
  public let picks: [Candidate]
  /// What was left out, in the order of names.
  public let refusals: [Refusal]

  /// Things at hand that no routine needs, as the listener calls them: a word that is not known may
  /// be why much is left out.
  public let unneeded: [String]
  /// What is wrong with routines that cannot be played.
  public internal(set) var unusable: [CoachError] = []

  /// How long it takes in all.
  public var length: Duration { picks.reduce(.zero) { $0 + $1.length } }

  /// Chooses.
  ///
  /// Heat is chosen only if it comes before anything that moves; a ball, and each part of the
  /// article's relief, at most once.
  ///
  /// - Parameters:
  ///   - candidates: the routines there are.
  ///   - listener: who looks for something to do.
  public init(from candidates: [Candidate], for listener: Listener) {
    var refusals: [Refusal] = []
    var suitable: [Candidate] = []
    for candidate in candidates {
      if let reason = Self.refusal(of: candidate, for: listener) {
        refusals.append(Refusal(candidate: candidate, reason: reason))
      } else {
        suitable.append(candidate)
      }
    }
    var picks: [Candidate] = []
    var left = listener.time
    // Of the same part, the longest that there is time for; another one when all parts are in.
    suitable.sort { ($0.part.urgency, $1.length, $0.name) < ($1.part.urgency, $0.length, $1.name) }
    for round in Round.allCases {
      for candidate in suitable where !picks.contains(candidate) {
        let isSecond = picks.contains { $0.part == candidate.part }
        guard candidate.part.isListening == (round == .listening),
          isSecond == (round == .secondOfPart) || candidate.part.isListening,
          Self.covering(candidate, in: picks) == nil, candidate.leastLength <= left
        else { continue }
        picks.append(candidate)
        left -= candidate.leastLength
      }
    }
    for candidate in suitable where !picks.contains(candidate) {
      let reason = Self.covering(candidate, in: picks).map { Reason.covered(by: $0.name) }
      refusals.append(Refusal(candidate: candidate, reason: reason ?? .noTimeLeft))
    }
    self.picks = picks.sorted { ($0.order, $0.name) < ($1.order, $1.name) }
    unneeded = (listener.things ?? []).filter { thing in
      let alone = Listener(time: listener.time, things: [thing])
      return thing.contains { !$0.isWhitespace }
        && !candidates.contains { $0.needs.contains(where: alone.has) }
    }
    self.refusals = refusals.sorted { $0.candidate.name < $1.candidate.name }
  }

  /// What is chosen first is what is done.
  private enum Round: CaseIterable {
    case oneOfEachPart
    case secondOfPart
    case listening
  }

  private static func refusal(of candidate: Candidate, for listener: Listener) -> Reason? {
    if let stage = listener.stage, !candidate.audience.isEmpty,
      !candidate.audience.contains(where: { $0.lowercased() == stage.rawValue })
    {
      return .stage(candidate.audience)
    }
    if listener.holdsBaby, candidate.withBaby == .babyDown { return .babyDown }
    let missing = candidate.needs.filter { !listener.has($0) }
    if !missing.isEmpty { return .needs(missing) }
    if candidate.leastLength > listener.time { return .tooLong }
    return nil
  }

  /// The pick that makes a routine superfluous, or wrong.
  private static func covering(_ candidate: Candidate, in picks: [Candidate]) -> Candidate? {
    picks.first { pick in
      // Twice would be more heat, or more of the ball, than is good; and relief is all three.
      let both = pick.effects.intersection(candidate.effects)
      if both.contains(.heat) || both.contains(.ball) { return true }
      let relieving: Set<Routine.Part> = [.relief, .movement]
      return relieving.contains(pick.part) && relieving.contains(candidate.part)
    }
  }
}

extension CarePlan.Candidate {
  /// Where it comes in a plan: what warms comes before whatever moves, however it is labelled.
  fileprivate var order: Int {
    if effects.contains(.heat) { return Routine.Part.heat.order }
    return effects.isEmpty ? part.order : max(part.order, Routine.Part.heat.order + 1)
  }
}

extension Routine.Part {
  /// What is chosen first if there is not time for all: what relieves, then what prevents.
  fileprivate var urgency: Int {
    switch self {
    case .relief: 0
    case .movement: 1
    case .ball: 2
    case .heat: 3
    case .posture: 4
    case .mobility: 5
    case .strength: 6
    case .review: 7
    case .lesson: 8
    }
  }

  /// Whether nothing is done in it.
  fileprivate var isListening: Bool { self == .lesson || self == .review }

  /// The order in which the parts are done: heat THEN movement, then the ball (the article).
  fileprivate var order: Int {
    switch self {
    case .lesson: 0
    case .heat: 1
    case .relief, .movement: 3
    case .ball: 4
    case .mobility: 5
    case .strength: 6
    case .posture: 7
    case .review: 8
    }
  }
}
