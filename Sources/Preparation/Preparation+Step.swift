public import CoachErrors
public import CueTimeline
internal import Platform
internal import RoutineScript

extension Preparation {
  /// One step alone, as a timeline of its own.
  ///
  /// - Parameter step: its name in the script or in the language that is spoken, for the step with
  ///   all its sides, sets and rests; or its number on the timeline, counted from 1, for that alone.
  /// - Returns: what is heard of it.
  /// - Throws: the routine has no such step.
  public func timeline(ofStep step: String) throws(CoachError) -> Timeline {
    if let number = Int(step) {
      guard number >= 1, number <= timeline.steps.count else {
        throw CoachError(
          .unknownSection, "There is no step \(number).",
          advice: "The steps have the numbers 1 to \(timeline.steps.count).")
      }
      return timeline.part(number - 1..<number)
    }
    guard let range = timeline.steps(called: spoken(step)) else {
      var names: [String] = []
      for step in timeline.steps where !names.contains(step.name) { names.append(step.name) }
      throw .unknown("step", step, inRoutineWith: names)
    }
    return timeline.part(range)
  }

  /// Keeps the routine's own script from being written over.
  ///
  /// - Parameter path: the file that is to be written.
  /// - Throws: it is the script.
  public func refuseScript(asOutput path: String) throws(CoachError) {
    guard FileSystem.realPath(of: path) == source else { return }
    throw CoachError(
      .notAFile, "The file \(path) is the routine itself.",
      advice: "Name another file after -o: \(path).wav")
  }
}
