import CueTimeline
import RoutineScript
import Sound
import TestSupport
import Testing

@testable import LiveSession

@Suite("Next and back go between steps in which something is done")
struct NextAndBackTests {
  private static let script = """
    title: Sample
    steps:
      - say: Welcome. Sit down.
      - wait: Is your chair there?
      - say: If anything hurts more, stop.
      - reps: 3
        of: Twist
        say: Turn slowly.
        tempo: 2s
        sets: 2
        rest: 10 s
      - pause: 20 s
      - rest: 15 s
      - say: This is for the chest.
        section: Chest
      - wait: Lie down.
      - hold: 10 s
        of: Press
      - say: That is all.
      - say: Goodbye.
    """
  private let now = Transport.Moment.now
  private let timeline: Timeline
  private let navigator: TimelineNavigator

  init() throws {
    timeline = try scheduled(Self.script)
    navigator = TimelineNavigator(timeline)
  }

  private func start(_ caption: String) throws -> FramePosition {
    let cue = try #require(timeline.cues.first { timeline.caption(of: $0) == caption })
    return timeline.steps[Int(cue.step)].range.lowerBound
  }

  /// The starts of steps of a kind.
  private func starts(_ kind: StepKind) -> [FramePosition] {
    timeline.steps.filter { $0.kind == kind }.map(\.range.lowerBound)
  }

  @Test("Next: past a welcome, a pause and a rest; with what is said before a step")
  func next() throws {
    let sets = starts(.reps)
    #expect(sets.count == 2)
    #expect(navigator.next(after: .start) == sets[0])
    #expect(try navigator.next(after: start("Is your chair there?")) == sets[0])
    #expect(navigator.next(after: sets[0]) == sets[1])
    let chest = try start("This is for the chest.")
    #expect(navigator.next(after: sets[1]) == chest)
    for rest in starts(.rest) + starts(.pause) where rest > sets[1] {
      #expect(navigator.next(after: rest) == chest)
    }
    let press = try #require(starts(.hold).first)
    #expect(navigator.next(after: chest) == press)
    #expect(try navigator.next(after: start("Lie down.")) == press)
    #expect(try navigator.next(after: press) == start("That is all."))
    #expect(try navigator.next(after: start("That is all.")) == start("Goodbye."))
    #expect(try navigator.next(after: start("Goodbye.")) == nil)
  }

  @Test("Back: to the start of what is done, or to what was done before")
  func back() throws {
    let sets = starts(.reps)
    let later = timeline.rate.frames(in: .seconds(3))
    #expect(navigator.stepBack(from: sets[1] + later) == sets[1])
    #expect(navigator.stepBack(from: sets[1]) == sets[0])
    #expect(navigator.stepBack(from: sets[0]) == .start)
    let pause = try #require(starts(.pause).first)
    #expect(navigator.stepBack(from: pause + later) == sets[1])
    let press = try #require(starts(.hold).first)
    #expect(navigator.stepBack(from: press) == sets[1])
    #expect(try navigator.stepBack(from: start("Goodbye.")) == press)
    #expect(navigator.stepBack(from: .start + FrameCount(10)) == .start)
  }

  @Test("As tracks, in a pause, they stay paused")
  func tracks() throws {
    var transport = Transport(timeline)
    _ = transport.start(now: now)
    #expect(transport.handle(.pause, heard: .start, now: now) == .pause)
    #expect(transport.handle(.nextTrack, heard: .start, now: now) == nil)
    #expect(transport.state == .paused)
    let sets = starts(.reps)
    #expect(transport.position(heard: .start) == sets[0])
    #expect(transport.handle(.nextTrack, heard: .start, now: now) == nil)
    #expect(transport.handle(.previousTrack, heard: .start, now: now) == nil)
    #expect(transport.position(heard: .start) == sets[0])
    guard case .play(let passage) = transport.handle(.toggle, heard: .start, now: now) else {
      Issue.record("nothing is played")
      return
    }
    #expect(passage.from == sets[0])
  }

  @Test("What is shown as next is what next leads to; at the last step nothing")
  func shown() throws {
    var transport = Transport(timeline)
    _ = transport.start(now: now)
    #expect(Progress(transport, heard: .start).next == "Twist")
    #expect(try Progress(transport, heard: start("Goodbye.")).next == nil)
    let press = try #require(starts(.hold).first)
    #expect(Progress(transport, heard: press + FrameCount(10)).next == nil)
  }

  // MARK: The end

  @Test("A session whose place is kept says that it has stopped, and then ends")
  func stopped() throws {
    var transport = Transport(timeline)
    transport.keepsPlace = true
    _ = transport.start(now: now)
    var hurried = transport
    #expect(transport.handle(.stop, heard: .start, now: now) == .say(.stopped))
    #expect(transport.handle(.toggle, heard: .start, now: now) == nil)
    #expect(transport.update(heard: .start, now: now) == nil)
    #expect(transport.reachedEnd(at: .start, now: now) == .end)
    #expect(transport.isStopped)
    _ = hurried.handle(.stop, heard: .start, now: now)
    #expect(hurried.handle(.stop, heard: .start, now: now) == .end)
    #expect(hurried.isStopped)
  }

  @Test("A device that hangs does not keep a stopped session from ending")
  func hanging() throws {
    var transport = Transport(timeline)
    transport.keepsPlace = true
    _ = transport.start(now: now)
    #expect(transport.handle(.stop, heard: .start, now: now) == .say(.stopped))
    let limit = Transport.mostStopping
    #expect(
      transport.nextLook(heard: .start, now: now, showsSeconds: false) <= limit)
    #expect(transport.update(heard: .start, now: now + limit - .seconds(1)) == nil)
    #expect(transport.update(heard: .start, now: now + limit) == .end)
    #expect(transport.isStopped)
  }

  @Test("Without a device it only ends")
  func silent() throws {
    var transport = Transport(timeline)
    transport.keepsPlace = true
    _ = transport.start(now: now)
    _ = transport.lostDevice(heard: .start, now: now)
    #expect(transport.handle(.stop, heard: .start, now: now) == .end)
    var lost = Transport(timeline)
    lost.keepsPlace = true
    _ = lost.start(now: now)
    _ = lost.handle(.stop, heard: .start, now: now)
    #expect(lost.lostDevice(heard: .start, now: now) == .end)
  }
}
