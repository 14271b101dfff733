import CueTimeline
import LiveSession
import RoutineScript
import TestSupport
import Testing

/// A routine of words, counted movement on two sides, heat and a question.
private func sample() throws -> Timeline {
  let script = """
    title: Sample
    steps:
      - say: Welcome. Sit down.
      - reps: 10
        of: Twist
        say: Turn slowly.
        tempo: 3s
        each side: [left, right]
      - wait: Are you ready?
      - heat: 10 min
      - say: Done.
    """
  let parsed = RoutineParser().parse(SourceText(name: "sample", text: script))
  let routine = try #require(parsed.routine)
  let outcome = try Scheduler(phrases: try Repository.english(), voice: "fake")
    .schedule(routine, meter: FakeMeter())
  return try #require(outcome.timeline)
}

@Suite("The transport")
struct TransportTests {
  let timeline: Timeline
  var transport: Transport

  init() throws {
    timeline = try sample()
    transport = Transport(timeline)
    _ = transport.start()
  }

  private func cue(_ caption: String, rep: Count? = nil, in step: Int = 0) throws -> Cue {
    try #require(
      timeline.cues.first {
        timeline.caption(of: $0) == caption && (rep == nil || $0.rep == rep) && $0.step >= step
      })
  }

  private func play(
    _ effect: Transport.Effect?
  ) throws -> (from: FramePosition, until: FramePosition?, recap: Transport.Recap?) {
    guard case .play(let from, let until, let recap) = try #require(effect) else {
      Issue.record("not played: \(String(describing: effect))")
      return (.start, nil, nil)
    }
    return (from, until, recap)
  }

  @Test("Pausing twice changes nothing; resuming in a phrase says it again")
  mutating func phrase() throws {
    let words = try cue("Sit down.")
    let heard = words.start + FrameCount(500)
    #expect(transport.handle(.pause, heard: heard) == .pause)
    #expect(transport.state == .paused)
    #expect(transport.handle(.pause, heard: heard) == nil)
    let resumed = try play(transport.handle(.resume, heard: heard))
    #expect(resumed.from == words.start)
    #expect(resumed.recap == nil)
    #expect(transport.state == .playing)
    #expect(transport.handle(.resume, heard: heard) == nil)
  }

  @Test("Resuming in counted movement starts the repetition again, and says which it is")
  mutating func repetition() throws {
    let six = try cue("six", in: 2)
    let heard = six.end + timeline.rate.frames(in: .seconds(1))
    _ = transport.handle(.toggle, heard: heard)
    let resumed = try play(transport.handle(.toggle, heard: heard))
    #expect(resumed.from == six.start)
    #expect(resumed.recap == Transport.Recap(side: "right", rep: 6, reps: 10))
  }

  @Test("Resuming in the silence of an interval goes on exactly there")
  mutating func interval() throws {
    let chime = try #require(
      timeline.cues.last { $0.kind == .chime && $0.step == 4 && $0.rep == nil })
    let heard = chime.start - timeline.rate.frames(in: .seconds(100))
    _ = transport.handle(.pause, heard: heard)
    #expect(try play(transport.handle(.resume, heard: heard)).from == heard)
  }

  @Test("Next, back and again")
  mutating func moves() throws {
    let twist = try cue("Turn slowly.")
    #expect(
      try play(transport.handle(.next, heard: .start)).from == timeline.steps[1].range.lowerBound)
    let inside = twist.end + timeline.rate.frames(in: .seconds(5))
    #expect(
      try play(transport.handle(.back, heard: inside)).from == timeline.steps[1].range.lowerBound)
    let justBegun = timeline.steps[1].range.lowerBound + FrameCount(10)
    #expect(
      try play(transport.handle(.back, heard: justBegun)).from
        == timeline.steps[0].range.lowerBound)
    let three = try cue("three", rep: 3)
    #expect(try play(transport.handle(.again, heard: three.end)).from == three.start)
    #expect(try play(transport.handle(.again, heard: twist.end)).from == twist.start)
  }

  @Test("A step that waits is waited in, asks again, and goes on at a word")
  mutating func waiting() throws {
    let step = try #require(timeline.steps.first { $0.kind == "wait" })
    let wait = try #require(step.wait)
    let first = try play(transport.handle(.again, heard: .start))
    #expect(first.until == wait.upperBound)
    transport.update(heard: wait.lowerBound + FrameCount(10))
    #expect(transport.state == .waitingForGo)
    let asked = try play(transport.reachedEnd(at: wait.upperBound))
    #expect(asked.from == step.range.lowerBound)
    #expect(asked.until == wait.upperBound)
    let gone = try play(transport.handle(.toggle, heard: wait.lowerBound + FrameCount(10)))
    #expect(gone.from == wait.upperBound)
    #expect(gone.until == nil)
    #expect(transport.state == .playing)
  }

  @Test("The end: of the routine, by the last step's next, and by a stop")
  mutating func ends() throws {
    let end = FramePosition.start + timeline.frames
    #expect(transport.reachedEnd(at: end) == .end)
    #expect(transport.state == .finished)
    #expect(transport.handle(.toggle, heard: end) == nil)
    var other = Transport(timeline)
    _ = other.start()
    let last = try #require(timeline.steps.last).range.lowerBound
    #expect(other.handle(.next, heard: last) == .end)
    var stopped = Transport(timeline)
    _ = stopped.start()
    #expect(stopped.handle(.stop, heard: .start) == .end)
  }

  @Test("A lost device is a state of its own, and what was heard is kept")
  mutating func device() throws {
    transport.lostDevice()
    #expect(transport.state == .waitingForDevice)
    transport.regainedDevice(heard: .start)
    #expect(transport.state == .playing)
    transport.lostDevice()
    #expect(transport.handle(.toggle, heard: .start) == .pause)
    transport.regainedDevice(heard: .start)
    #expect(transport.state == .paused)
  }

  @Test("Any commands at any time lead to a place on the timeline", arguments: 0..<50)
  mutating func anything(seed: UInt64) throws {
    var state = seed &* 0x9E37_79B9 &+ 7
    let random = { () -> UInt64 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    let commands: [Transport.Command] = [.pause, .resume, .toggle, .next, .back, .again]
    var heard = FramePosition.start
    for _ in 0..<200 {
      let command = commands[Int(random() % 6)]
      switch transport.handle(command, heard: heard) {
      case .play(let from, let until, _):
        #expect(from >= .start && from <= .start + timeline.frames)
        if let until { #expect(until >= from) }
        heard = from
      case .pause: #expect(transport.state == .paused)
      case .end: #expect(transport.state == .finished)
      case nil: break
      }
      heard = min(
        heard + FrameCount(Int64(random() % 2_000_000)), FramePosition.start + timeline.frames)
    }
  }
}
