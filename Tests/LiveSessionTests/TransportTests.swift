import CueTimeline
import RoutineScript
import Sound
import SourceYAML
import TestSupport
import Testing

@testable import LiveSession

/// A routine with words, counted movement on two sides, heat and a question.
func sample() throws -> Timeline {
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
  return try scheduled(script)
}

/// A script scheduled with the fake meter.
func scheduled(_ script: String) throws -> Timeline {
  let parsed = RoutineParser().parse(SourceText(name: "sample", text: script))
  let routine = try #require(parsed.routine)
  let outcome = try Scheduler(phrases: try Repository.english(), voice: "fake")
    .schedule(routine, meter: FakeMeter())
  return try #require(outcome.timeline)
}

extension Transport.Effect {
  /// Whether nothing is heard of it.
  var isOnlyShown: Bool {
    if case .show = self { true } else { false }
  }
}

extension Transport {
  /// Goes to a position, as a distance from where the session is.
  mutating func seek(to target: FramePosition, heard: FramePosition, now: Moment) -> Effect? {
    let distance = timeline.rate.duration(of: target - position(heard: heard))
    return handle(.skip(distance), heard: heard, now: now)
  }
}

@Suite("The transport")
struct TransportTests {
  let timeline: Timeline
  let now = Transport.Moment.now
  var transport: Transport

  init() throws {
    timeline = try sample()
    transport = Transport(timeline)
    _ = transport.start(now: now)
  }

  private func cue(_ caption: String, rep: Count? = nil, in step: Int = 0) throws -> Cue {
    try #require(
      timeline.cues.first {
        timeline.caption(of: $0) == caption && (rep == nil || $0.rep == rep) && $0.step >= step
      })
  }

  private func play(
    _ effect: Transport.Effect?
  ) throws -> Transport.Passage {
    guard case .play(let passage) = try #require(effect) else {
      throw NotPlayed(effect: effect)
    }
    return passage
  }

  struct NotPlayed: Error { let effect: Transport.Effect? }

  @Test("Pausing twice changes nothing; resuming in a phrase says it again")
  mutating func phrase() throws {
    let words = try cue("Sit down.")
    let heard = words.start + FrameCount(500)
    #expect(transport.handle(.pause, heard: heard, now: now) == .pause)
    #expect(transport.state == .paused)
    #expect(transport.handle(.pause, heard: heard, now: now) == nil)
    let resumed = try play(transport.handle(.resume, heard: heard, now: now))
    #expect(resumed.from == words.start)
    #expect(resumed.words == nil)
    #expect(transport.state == .playing)
    #expect(transport.handle(.resume, heard: heard, now: now) == nil)
  }

  @Test("Resuming in counted movement starts the repetition again, and says which it is")
  mutating func repetition() throws {
    let six = try cue("six", in: 2)
    let heard = six.end + timeline.rate.frames(in: .seconds(1))
    _ = transport.handle(.toggle, heard: heard, now: now)
    let resumed = try play(transport.handle(.toggle, heard: heard, now: now))
    #expect(resumed.from == six.start)
    #expect(resumed.words?.text(in: try Repository.english()) == "Right side. Six of ten.")
  }

  @Test("Resuming in the silence of an interval goes on exactly there")
  mutating func interval() throws {
    let chime = try #require(
      timeline.cues.last { $0.kind == .chime && $0.step == 4 && $0.rep == nil })
    let heard = chime.start - timeline.rate.frames(in: .seconds(100))
    _ = transport.handle(.pause, heard: heard, now: now)
    #expect(try play(transport.handle(.resume, heard: heard, now: now)).from == heard)
  }

  @Test("Next, back and again")
  mutating func moves() throws {
    let twist = try cue("Turn slowly.")
    #expect(
      try play(transport.handle(.next, heard: .start, now: now)).from
        == timeline.steps[1].range.lowerBound)
    let inside = twist.end + timeline.rate.frames(in: .seconds(5))
    #expect(
      try play(transport.handle(.back, heard: inside, now: now)).from
        == timeline.steps[1].range.lowerBound)
    let justBegun = timeline.steps[1].range.lowerBound + FrameCount(10)
    #expect(
      try play(transport.handle(.back, heard: justBegun, now: now)).from
        == timeline.steps[0].range.lowerBound)
    let three = try cue("three", rep: 3)
    #expect(try play(transport.handle(.again, heard: three.end, now: now)).from == three.start)
    #expect(try play(transport.handle(.again, heard: twist.end, now: now)).from == twist.start)
  }

  @Test("A step that waits says how to go on, asks again, and goes on when told to")
  mutating func waiting() throws {
    let step = try #require(timeline.steps.first { $0.wait != nil })
    let wait = try #require(step.wait)
    let first = try play(transport.handle(.again, heard: .start, now: now))
    #expect(first.until == wait.lowerBound)
    _ = transport.update(heard: wait.lowerBound - FrameCount(10), now: now)
    #expect(transport.state == .waitingForGo)
    let hint = try play(transport.reachedEnd(at: wait.lowerBound, now: now))
    #expect(hint.words == .press)
    #expect(hint.from == wait.lowerBound)
    #expect(hint.until == wait.upperBound)
    let asked = try play(transport.reachedEnd(at: wait.upperBound, now: now))
    #expect(asked.from == step.range.lowerBound)
    #expect(transport.state == .waitingForGo)
    let here = wait.lowerBound + FrameCount(10)
    let gone = try play(transport.handle(.button, heard: here, now: now))
    #expect(gone.from == wait.upperBound)
    #expect(gone.until == nil)
    #expect(transport.state == .playing)
  }

  @Test("The end: of the routine, by the last step's next, and by a stop")
  mutating func ends() throws {
    let end = FramePosition.start + timeline.frames
    #expect(transport.reachedEnd(at: end, now: now) == .end)
    #expect(transport.state == .finished)
    #expect(transport.handle(.toggle, heard: end, now: now) == nil)
    var other = Transport(timeline)
    _ = other.start(now: now)
    let last = try #require(timeline.steps.last).range.lowerBound
    #expect(other.handle(.next, heard: last, now: now) == .end)
    var stopped = Transport(timeline)
    _ = stopped.start(now: now)
    #expect(stopped.handle(.stop, heard: .start, now: now) == .end)
  }

  @Test("After a lost device it goes on where it was, and says where that is")
  mutating func device() throws {
    let three = try cue("three", rep: 3)
    let heard = three.end + FrameCount(100)
    let back = try play(transport.lostDevice(heard: heard, now: now))
    #expect(transport.state == .waitingForDevice)
    #expect(back.from == three.start)
    #expect(back.words?.text(in: try Repository.english()) == "Left side. Three of ten.")
    // That is being played by now: there is nothing more to do.
    #expect(transport.regainedDevice(heard: back.from, now: now) == nil)
    #expect(transport.state == .playing)
    _ = transport.lostDevice(heard: heard, now: now)
    #expect(transport.handle(.toggle, heard: heard, now: now) == .pause)
    #expect(transport.regainedDevice(heard: heard, now: now) == nil)
    #expect(transport.state == .paused)
    _ = transport.lostDevice(heard: heard, now: now)
    #expect(transport.state == .paused)
    _ = try play(transport.handle(.resume, heard: heard, now: now))
    #expect(transport.state == .waitingForDevice)
    _ = try play(transport.handle(.next, heard: heard, now: now))
    #expect(transport.state == .waitingForDevice)
  }

  @Test("How long: it says where the listener is and what is left; a pause stays a pause")
  mutating func howLong() throws {
    let english = try Repository.english()
    let six = try cue("six", in: 2)
    let answer = try play(transport.handle(.howLong, heard: six.end, now: now))
    #expect(answer.from == six.start)
    #expect(
      answer.words?.text(in: english)
        == "Twist. Right side. Six of ten. About eleven minutes to go.")
    _ = transport.handle(.pause, heard: six.end, now: now)
    guard case .say(let words) = transport.handle(.howLong, heard: six.end, now: now) else {
      Issue.record("nothing is said")
      return
    }
    #expect(words.text(in: english)?.hasPrefix("Twist. Right side. Six of ten.") == true)
    #expect(transport.state == .paused)
    // The stream says where it stands, not where its words were.
    #expect(try play(transport.handle(.resume, heard: .start, now: now)).from == six.start)
  }

  @Test(
    "Volume and tempo stay within their ranges; a key at the end of one shows it, a slider nothing")
  mutating func levels() throws {
    #expect(transport.handle(.louder, heard: .start, now: now) == .show(.volume(.full)))
    #expect(transport.handle(.volume(.full), heard: .start, now: now) == nil)
    #expect(transport.handle(.softer, heard: .start, now: now) == .volume(Volume(percent: 90)))
    #expect(
      transport.handle(.volume(Volume(percent: -5)), heard: .start, now: now)
        == .volume(Volume(percent: 0)))
    #expect(
      transport.handle(.softer, heard: .start, now: now) == .show(.volume(Volume(percent: 0))))
    #expect(
      transport.handle(.slower, heard: .start, now: now) == .reschedule(TempoScale(percent: 110)))
    for _ in 0..<10 { _ = transport.handle(.slower, heard: .start, now: now) }
    #expect(transport.tempo == .slowest)
    #expect(transport.handle(.slower, heard: .start, now: now) == .show(.tempo(.slowest)))
    #expect(transport.handle(.tempo(.slowest), heard: .start, now: now) == nil)
    #expect(
      transport.handle(.tempo(TempoScale(rate: 2)), heard: .start, now: now)
        == .reschedule(.quickest))
    transport.reject(.quickest, keeping: .slowest)
    #expect(transport.tempo == .slowest)
  }

  @Test("Seeking leads to a place, never into the middle of a word, and a pause stays a pause")
  mutating func seeking() throws {
    let six = try cue("six", in: 2)
    let inside = six.start + FrameCount(200)
    #expect(try play(transport.seek(to: inside, heard: .start, now: now)).from == six.start)
    let second = Duration.seconds(1)
    let after = try play(transport.handle(.skip(second), heard: six.end, now: now))
    #expect(after.from == six.end + timeline.rate.frames(in: second))
    _ = transport.handle(.pause, heard: six.end, now: now)
    #expect(transport.handle(.skip(.seconds(-1000)), heard: six.end, now: now) == nil)
    #expect(transport.state == .paused)
    #expect(transport.position(heard: six.end) == .start)
    #expect(try play(transport.handle(.resume, heard: six.end, now: now)).from == .start)
  }

  @Test("A place sought in a pause stays, whatever is said in that pause")
  mutating func soughtInPause() throws {
    let six = try cue("six", in: 2)
    _ = transport.handle(.pause, heard: six.end, now: now)
    _ = transport.seek(to: .start, heard: six.end, now: now)
    _ = transport.handle(.howLong, heard: six.end, now: now)
    // The stream says the words where it stands, which is where it was paused.
    #expect(transport.reachedEnd(at: six.end, now: now) == nil)
    #expect(transport.position(heard: six.end) == .start)
    #expect(try play(transport.handle(.resume, heard: six.end, now: now)).from == .start)
  }

  @Test("After a wait that is the last step, *go* ends the session, and nothing is asked again")
  mutating func waitAtEnd() throws {
    let timeline = try scheduled("title: Sample\nsteps:\n  - say: Sit down.\n  - wait: Done?\n")
    let wait = try #require(timeline.steps.last?.wait)
    var transport = Transport(timeline)
    _ = transport.start(at: wait.lowerBound, now: now)
    let asked = try play(transport.reachedEnd(at: wait.upperBound, now: now))
    #expect(asked.from == timeline.steps[1].range.lowerBound)
    let gone = try play(transport.handle(.toggle, heard: wait.lowerBound, now: now))
    #expect(gone.from == wait.upperBound)
    #expect(transport.reachedEnd(at: wait.upperBound, now: now) == .end)
  }

  @Test("Paused at the very end of a wait, it is asked again: only *go* leads on")
  mutating func pausedAtEndOfWait() throws {
    let step = try #require(timeline.steps.first { $0.wait != nil })
    let wait = try #require(step.wait)
    _ = transport.seek(to: wait.lowerBound, heard: .start, now: now)
    let last = wait.upperBound - FrameCount(1)
    #expect(transport.handle(.pause, heard: last, now: now) == .pause)
    transport.hold(at: wait.upperBound)
    #expect(
      try play(transport.handle(.resume, heard: last, now: now)).from == step.range.lowerBound)
  }

  @Test("One button: once pauses, twice repeats, three times goes on; later it starts anew")
  mutating func button() throws {
    let six = try cue("six", in: 2)
    let heard = six.end + FrameCount(100)
    let press = { [now] (milliseconds: Int) in now + .milliseconds(milliseconds) }
    #expect(transport.handle(.button, heard: heard, now: press(0)) == .pause)
    #expect(
      try play(transport.handle(.button, heard: heard, now: press(300))).from == six.start)
    #expect(transport.state == .playing)
    let wait = try #require(timeline.steps.first { $0.wait != nil })
    #expect(
      try play(transport.handle(.button, heard: six.start, now: press(600))).from
        == wait.range.lowerBound)
    #expect(
      transport.handle(.button, heard: heard, now: press(700)) == .pause,
      "a fourth press is a first one again")
    #expect(
      try play(transport.handle(.button, heard: heard, now: press(1_500))).words != nil)
    #expect(transport.handle(.button, heard: heard, now: press(3_000)) == .pause)
  }

  @Test("Any commands at any time lead to a place on the timeline", arguments: 0..<50)
  mutating func anything(seed: UInt64) throws {
    var state = seed &* 0x9E37_79B9 &+ 7
    let random = { () -> UInt64 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    let commands: [Transport.Command] = [
      .pause, .resume, .toggle, .next, .back, .again, .button, .howLong, .skip(.seconds(-70)),
      .skip(.seconds(100)), .softer,
    ]
    let end = FramePosition.start + timeline.frames
    var heard = FramePosition.start
    var time = now
    for _ in 0..<300 {
      time = time + .milliseconds(Int64(random() % 60_000))
      let effect =
        switch random() % 14 {
        case 11: transport.update(heard: heard, now: time)
        case 12: transport.lostDevice(heard: heard, now: time)
        case 13: transport.regainedDevice(heard: heard, now: time)
        case let choice:
          transport.handle(commands[Int(choice)], heard: heard, now: time)
        }
      switch effect {
      case .play(let passage):
        #expect(passage.from >= .start && passage.from <= end)
        if let until = passage.until { #expect(until >= passage.from) }
        heard = passage.from
      case .pause: #expect(transport.state == .paused)
      case .end: #expect(transport.state == .finished)
      default: break
      }
      let here = transport.position(heard: heard)
      #expect(here >= .start && here <= end)
      heard = min(heard + FrameCount(Int64(random() % 2_000_000)), end)
    }
  }
}
