import CueTimeline
import RoutineScript
import Sound
import TestSupport
import Testing

@testable import LiveSession

@Suite("What a session shows is true")
struct ProgressTests {
  private let timeline: Timeline
  private let heat: TimelineNavigator.Heat
  private let begun = Transport.Moment.now
  private var transport: Transport

  init() throws {
    timeline = try sample()
    let step = try #require(timeline.steps.firstIndex { $0.heat != nil })
    heat = try #require(TimelineNavigator(timeline).heat(of: step))
    transport = Transport(timeline)
    _ = transport.start(at: timeline.steps[step].range.lowerBound, now: begun)
    _ = transport.update(heard: heat.start, now: begun)
  }

  private func at(_ seconds: Double) -> Transport.Moment { begun + .seconds(seconds) }

  private func position(_ seconds: Double) -> FramePosition {
    heat.start + timeline.rate.frames(in: .seconds(seconds))
  }

  @Test("Heat goes on in a pause: what is left of the step, of the routine and of the pad")
  mutating func paused() {
    _ = transport.handle(.pause, heard: position(30), now: at(30))
    let later = Progress(transport, heard: position(30), now: at(130))
    #expect(later.place.leftInStep == .seconds(470))
    #expect(later.heatLeft == .seconds(470))
    #expect(later.now == position(130))
    #expect(later.heard == position(30))
    let over = Progress(transport, heard: position(30), now: at(700))
    #expect(over.now == heat.end)
    #expect(over.place.leftInStep == nil)
    #expect(over.heatLeft == .seconds(-100))
    // Looked at every second, just after it has changed.
    #expect(
      transport.nextLook(heard: position(30), now: at(130.25), showsSeconds: true)
        == .milliseconds(754))
  }

  @Test("The same while the device is lost; while it plays, it is what is heard")
  mutating func lost() {
    let playing = Progress(transport, heard: position(30), now: at(30.4))
    #expect(playing.now == position(30))
    _ = transport.lostDevice(heard: position(30), now: at(30))
    let lost = Progress(transport, heard: position(30), now: at(50))
    #expect(lost.state == .waitingForDevice)
    #expect(lost.place.leftInStep == .seconds(550))
    #expect(
      transport.handle(.howLong, heard: position(30), now: at(50))
        == .show(.whereabouts(lost.place)))
  }

  @Test("A pad that is being put on has its own time, wherever the session is paused")
  mutating func beingPutOn() throws {
    transport = Transport(timeline)
    _ = transport.start(at: heat.puttingOn, now: begun)
    _ = transport.update(heard: heat.puttingOn + FrameCount(1), now: begun)
    _ = transport.handle(.pause, heard: heat.puttingOn + FrameCount(1), now: at(1))
    let early = Progress(transport, heard: heat.puttingOn + FrameCount(1), now: at(1))
    let late = Progress(transport, heard: heat.puttingOn + FrameCount(1), now: at(101))
    #expect(try #require(early.heatLeft) - .seconds(100) == late.heatLeft)
    #expect(early.now == late.now)
  }

  @Test("Sections are known by their beginnings and their number")
  func sections() {
    let shown = Progress(transport, heard: position(30), now: at(30))
    #expect(shown.sectionStarts == timeline.sections.map(\.start))
    #expect(timeline.sections[Int(shown.sectionNumber.value) - 1].name == shown.section)
    #expect(shown.end == .start + timeline.frames)
  }
}
