public import Catalog
internal import CoachErrors
internal import CueTimeline
internal import Preparation
internal import RoutineScript

/// Makes a plan of the routines there are.
public struct CarePlanner: Sendable {
  private let folders: Folders

  /// Makes a planner for the routines in these folders.
  public init(_ folders: Folders) { self.folders = folders }

  /// The plan for a listener.
  ///
  /// Lengths are estimated first. What is chosen is then scheduled with its voice, and the choice
  /// made again, until every length in it is exact: a plan never takes longer than there is time.
  public func plan(for listener: Listener) -> CarePlan {
    var candidates: [CarePlan.Candidate] = []
    var unusable: [CoachError] = []
    for (_, overview) in Overview.all(in: folders, level: listener.level ?? .steady) {
      switch overview {
      case .success(let overview): candidates.append(Self.candidate(overview, listener))
      case .failure(let error): unusable.append(error)
      }
    }
    while true {
      var plan = CarePlan(from: candidates, for: listener)
      let unsure = plan.picks.filter { !$0.isMeasured }.map(\.name)
      if unsure.isEmpty {
        plan.unusable = unusable
        return plan
      }
      candidates = candidates.compactMap { candidate in
        guard unsure.contains(candidate.name) else { return candidate }
        if let measured = measured(candidate, for: listener) { return measured }
        unusable.append(
          CoachError(
            .missing, "The routine \(candidate.name) cannot be played.",
            advice: "`coach check \(candidate.name)` says why."))
        return nil
      }
    }
  }

  private static func candidate(_ overview: Overview, _ listener: Listener) -> CarePlan.Candidate {
    let routine = overview.routine
    return CarePlan.Candidate(
      name: overview.entry.name, part: routine.part ?? routine.apparentPart,
      audience: routine.audience, needs: routine.needs, effects: routine.effects,
      withBaby: routine.withBaby,
      hasLevels: routine.hasLevels && listener.level.map(routine.levels.contains) ?? true,
      length: (listener.holdsBaby ? overview.lengthWithBaby : overview.length).lowerBound,
      isMeasured: false)
  }

  /// A candidate with its exact length; none if it cannot be played.
  private func measured(
    _ candidate: CarePlan.Candidate, for listener: Listener
  ) -> CarePlan.Candidate? {
    let choices = ListenerChoices(
      level: candidate.hasLevels ? listener.level : nil, withBaby: listener.holdsBaby)
    guard let timeline = try? Preparation(candidate.name, choices, in: folders).timeline else {
      return nil
    }
    var measured = candidate
    measured.length = timeline.duration
    measured.isMeasured = true
    return measured
  }
}

extension Routine {
  /// The part a routine is that does not say: by what it does.
  fileprivate var apparentPart: Part {
    if effects.contains(.heat) { return effects.contains(.movement) ? .relief : .heat }
    if effects.contains(.ball) { return .ball }
    return effects.contains(.movement) ? .movement : .lesson
  }
}
