import Catalog
import CueTimeline
import Foundation
import Preparation
import RoutineScript
import SourceYAML
import TestSupport
import Testing

/// One way to do a routine that ships: at a level, with a baby or without.
struct Way: Hashable, CustomTestStringConvertible, Sendable {
  let routine: String
  /// `nil` for a routine without levels.
  let level: Level?
  let withBaby: Bool

  var testDescription: String {
    routine + (level.map { ", \($0.rawValue)" } ?? "") + (withBaby ? ", with baby" : "")
  }

  /// The folders of this repository, with nothing of a user's.
  static let folders = Folders(
    user: "/nonexistent", builtIn: Repository.root.path(percentEncoded: false))

  /// Every routine at every level it has, with a baby and without.
  static let all: [Self] = RoutineCatalog(folders).entries.flatMap { entry in
    let catalog = RoutineCatalog(folders)
    // One that does not parse still has a way, and fails its tests.
    let routine = (try? catalog.source(entry.name)).flatMap { catalog.parse($0).routine }
    let levels: [Level?] = routine?.hasLevels == true ? Level.usual : [nil]
    return levels.flatMap { level in
      [false, true].map { Self(routine: entry.name, level: level, withBaby: $0) }
    }
  }

  /// What is heard, with measures that depend on no engine.
  func heard() throws -> Heard { try #require(Self.heardByWay[self]).get() }

  /// Every way scheduled once, since many tests read each.
  private static let heardByWay = Dictionary(
    uniqueKeysWithValues: all.map { way in (way, Result { try way.laidOut() }) })

  /// A way that cannot be scheduled, or not without a finding.
  private struct Broken: Error {
    let findings: [String]
  }

  private func laidOut() throws -> Heard {
    let catalog = RoutineCatalog(Self.folders)
    let parsed = catalog.parse(try catalog.source(routine), level: level)
    guard let routine = parsed.routine, parsed.diagnostics.isEmpty else {
      throw Broken(findings: parsed.diagnostics.map(\.message))
    }
    let phrases = try Repository.english()
    let outcome = try Scheduler(phrases: phrases, voice: "calm").schedule(
      routine, Scheduler.Options(withBaby: withBaby), meter: FakeMeter())
    guard let timeline = outcome.timeline, outcome.diagnostics.isEmpty else {
      throw Broken(findings: outcome.diagnostics.map(\.message))
    }
    return Heard(routine: routine, timeline: timeline, phrases: phrases)
  }
}

/// A routine as somebody hears it who sees nothing.
struct Heard: Sendable {
  let routine: Routine
  let timeline: Timeline
  let phrases: PhraseCatalogue

  /// Kinds of steps in which something is done.
  static let doneKinds: [StepKind] = [.reps, .hold, .heat, .roll]

  /// The steps in which something is done, in order.
  var done: [Timeline.Step] { timeline.steps.filter { Self.doneKinds.contains($0.kind) } }

  /// All that is spoken, in order, without chimes.
  var spoken: [Cue] { timeline.cues.filter { $0.kind != .chime } }

  /// The sentences: all that is spoken but counts, the names of phases and "ready".
  var sentences: [String] { running.map(timeline.caption) }

  /// The sentences as they are spoken.
  var running: [Cue] { spoken.filter { [.say, .announce, .during].contains($0.kind) } }

  /// The sentences that tell the listener what to do; what is announced has names in it.
  var instructions: [String] {
    running.filter { $0.kind != .announce }.map(timeline.caption)
  }

  /// What is spoken before anything is done.
  var introduction: [String] {
    guard let first = done.first else { return sentences }
    return spoken.filter { $0.start < first.range.lowerBound }.map(timeline.caption)
  }

  /// What is spoken in a step.
  func spoken(in step: Timeline.Step) -> [Cue] {
    spoken.filter { step.range.contains($0.start) }
  }

  /// How long a stretch of frames takes.
  func time(_ range: Range<FramePosition>) -> Duration {
    timeline.rate.duration(of: range.upperBound - range.lowerBound)
  }

  /// How long all of it takes.
  var length: Duration { timeline.rate.duration(of: timeline.frames) }
}

extension String {
  /// The words of a sentence, in small letters, without the signs around them.
  var spokenWords: [String] {
    lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "’" }.map(String.init)
  }
}
