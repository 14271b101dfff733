public import CoachErrors
internal import Preparation
internal import RoutineScript

/// A plan in words: why each routine is in it, how it is played, and why others are left out.
public struct PlanWords: Sendable {
  private let plan: CarePlan
  private let listener: Listener

  /// Takes a plan and the listener it was made for.
  public init(_ plan: CarePlan, for listener: Listener) {
    self.plan = plan
    self.listener = listener
  }

  /// The time there is: `12 minutes`.
  public var time: String {
    let minutes = Int((listener.time / .seconds(60)).rounded())
    return minutes == 1 ? "1 minute" : "\(minutes) minutes"
  }

  /// What all of it takes, as the last line of a plan: `of 12 minutes in all.` after its length.
  public var total: String {
    listener.saidTime == nil
      ? "of the usual \(time) in all; `--minutes` says how many you have."
      : "of \(time) in all."
  }

  /// Why a routine is in the plan, and at its place, in whole sentences.
  public func why(_ pick: CarePlan.Candidate) -> String {
    var sentences = [purpose(of: pick)]
    if listener.holdsBaby, pick.withBaby == .asItIs { sentences.append("It needs no hands.") }
    if !pick.needs.isEmpty { sentences.append("You need \(Self.list(pick.needs)).") }
    return sentences.joined(separator: " ")
  }

  private func purpose(of pick: CarePlan.Candidate) -> String {
    switch pick.part {
    case .relief: return "Heat, then movement, then the ball: all of the relief, in its order."
    case .heat: return "Heat comes first: warm muscles move better."
    case .movement:
      let isWarm = plan.picks.contains { $0.effects.contains(.heat) }
      return isWarm ? "Movement, now that you are warm." : "Movement, to loosen you up."
    case .ball:
      let hasMoved = plan.picks.contains { $0.part == .movement }
      return hasMoved
        ? "Then the ball, for the tight spots that are left." : "The ball, for tight spots."
    case .mobility: return "Keeps you flexible in the long term."
    case .strength: return "Makes your upper back strong in the long term."
    case .posture: return "Takes strain off your back for the rest of the day."
    case .review: return "Sums everything up once more."
    case .lesson: return pick.effects.isEmpty ? "You only listen." : "A lesson."
    }
  }

  /// The options with which `coach play` plays a routine as the plan means it.
  public func options(of pick: CarePlan.Candidate) -> [String] {
    let baby = listener.holdsBaby && pick.withBaby != .asItIs ? ["--with-baby"] : []
    let level = pick.hasLevels ? listener.level.map { ["--level", $0.rawValue] } : nil
    return baby + (level ?? [])
  }

  /// Why a routine is left out, as what is said of it: `needs a chair`.
  public func reason(_ refusal: CarePlan.Refusal) -> String {
    let length = RoughLength(refusal.candidate.length)
    return switch refusal.reason {
    case .stage(let stages): "is for \(Self.list(stages))"
    case .babyDown: "asks you to put the baby down"
    case .needs(let things): "needs \(Self.list(things))"
    case .tooLong: "takes \(length)"
    case .covered(let name): "is covered by \(name)"
    case .noTimeLeft: "takes \(length), more than is left"
    }
  }

  /// Why there is nothing in the plan; `nil` if there is something.
  public var failure: CoachError? {
    guard plan.picks.isEmpty else { return nil }
    return CoachError(.other, "No routine fits into \(time) with that.", advice: advice)
  }

  /// What to do if nothing fits.
  private var advice: String {
    let tooLong = plan.refusals.filter { $0.reason == .tooLong }.map(\.candidate)
    guard let shortest = tooLong.min(by: { $0.length < $1.length }) else {
      return "`coach list` shows all routines, and what they need."
    }
    return "The shortest that suits you is \(shortest.name): \(RoughLength(shortest.length))."
  }

  /// `a, b and c`.
  private static func list(_ texts: [String]) -> String {
    guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
    return texts.dropLast().joined(separator: ", ") + " and " + last
  }
}
