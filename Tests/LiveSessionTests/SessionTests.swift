import CoachErrors
import CueTimeline
import Foundation
import RoutineScript
import Sound
import SourceYAML
import Synchronization
import TestSupport
import Testing

@testable import LiveSession

/// A session on a card without sound, which plays as fast as the test lets it.
@Suite("A session")
struct SessionTests {
  let card = FakeCard()
  let voice = FakeVoice()
  let phrases: PhraseCatalogue

  init() throws { phrases = try Repository.english() }

  /// What a session reported.
  final class Reported: Sendable {
    struct State {
      var captions: [String] = []
      var notices: [Session.Notice] = []
      var last: LiveSession.Progress?
      var ending: Session.Ending?
    }

    let state = Mutex(State())
    var ending: Session.Ending? { state.withLock { $0.ending } }
    var last: LiveSession.Progress? { state.withLock { $0.last } }
    var captions: [String] { state.withLock { $0.captions } }
    var notices: [Session.Notice] { state.withLock { $0.notices } }
  }

  private func playable(
    _ script: String, tempo: TempoPlan = .written,
    meter: any SpeechMeter & ClipSource = FakeVoice(), voice: (any SpeechMeter & ClipSource)? = nil,
    beforeScheduling: @escaping @Sendable () -> Void = {}
  ) throws -> PlayableRoutine {
    let parsed = RoutineParser().parse(SourceText(name: "test", text: script))
    let routine = try #require(parsed.routine)
    let scheduler = Scheduler(phrases: phrases, voice: "fake")
    let schedule = { @Sendable (plan: TempoPlan) -> Timeline? in
      try? scheduler.schedule(
        routine, Scheduler.Options(tempo: plan), meter: meter
      ).timeline
    }
    let render = { @Sendable (timeline: Timeline) -> Renderer? in
      try? Renderer(timeline, clips: meter)
    }
    let timeline = try #require(schedule(tempo))
    return PlayableRoutine(
      try #require(render(timeline)), voice: voice ?? self.voice, phrases: phrases, tempo: tempo,
      schedule: {
        beforeScheduling()
        return schedule($0)
      },
      render: render)
  }

  /// Starts a session on a thread of its own.
  private func start(
    _ routine: PlayableRoutine, from beginning: Session.Beginning = .start
  ) throws -> (SessionControl, Reported) {
    let reported = Reported()
    let started = Mutex<SessionControl?>(nil)
    let card = card
    let thread = Thread {
      var options = PlaybackOptions()
      options.ramp = .zero
      options.firstRetry = .milliseconds(5)
      options.stall = .seconds(60)
      // A busy machine is not a device that hangs.
      options.patience = .seconds(60)
      let rate = routine.renderer.rate
      guard
        let device = try? WakingDevice(
          rate: rate,
          stream: { (onEvent) throws(CoachError) in
            try PlaybackStream(rate: rate, options: options, onEvent: onEvent, open: card.open)
          })
      else { return }
      let session = Session(on: device)
      session.longestLook = .milliseconds(2)
      started.withLock { $0 = session.control }
      let ending = session.run(routine, from: beginning) { notice in
        reported.state.withLock { $0.notices.append(notice) }
      } report: { progress in
        reported.state.withLock { state in
          state.last = progress
          if state.captions.last != progress.caption { state.captions.append(progress.caption) }
        }
      }
      reported.state.withLock { $0.ending = ending }
    }
    thread.start()
    #expect(eventually { started.withLock { $0 } != nil })
    return (try #require(started.withLock { $0 }), reported)
  }

  /// Lets the card play until something holds.
  private func play(until holds: () -> Bool) -> Bool {
    eventually {
      card.play(400)
      return holds()
    }
  }

  /// How often a phrase was heard, whole.
  private func hearings(of phrase: Phrase) throws -> Int {
    let samples = try #require(voice.clip(for: phrase)).samples
    let heard = card.heard
    var count = 0
    var index = 0
    while index + samples.count <= heard.count {
      if heard[index] == samples[0], heard[index + 1] == samples[1],
        heard[index..<index + samples.count].elementsEqual(samples)
      {
        count += 1
        index += samples.count
      } else {
        index += 1
      }
    }
    return count
  }

  private static let counting = """
    title: Counting
    steps:
      - say: Sit down.
      - reps: 12
        of: Twist
        tempo: 1s
      - say: That is all.
    """

  @Test("What is heard is what is rendered, from its first sample to its last")
  func whole() throws {
    let routine = try playable(Self.counting)
    let (_, reported) = try start(routine)
    #expect(play { reported.ending != nil })
    #expect(reported.ending == .finished)
    let timeline = routine.renderer.timeline
    let samples = routine.renderer.samples(in: .start..<(.start + timeline.frames))
    let heard = card.heard
    let first = try #require(heard.firstIndex { $0 != 0 })
    let own = try #require(samples.firstIndex { $0 != 0 })
    #expect(heard.dropFirst(first - own).prefix(samples.count).elementsEqual(samples))
    #expect(reported.last?.state == .playing || reported.last?.state == .finished)
  }

  @Test("After a pause it says where it is, and counts that repetition again")
  func pause() throws {
    let (control, reported) = try start(try playable(Self.counting))
    #expect(play { reported.last?.caption == "four" })
    control.send(.pause)
    #expect(play { reported.last?.state == .paused })
    control.send(.resume)
    #expect(play { reported.ending != nil })
    #expect(try hearings(of: Phrase("Four of twelve.")) == 1)
    for number in ["one", "two", "three", "five", "twelve"] {
      #expect(try hearings(of: Phrase(number, delivery: .beat)) == 1, "\(number)")
    }
  }

  @Test("Slowed down: every number once, the later ones further apart, on their beats")
  func slower() throws {
    let (control, reported) = try start(try playable(Self.counting))
    #expect(play { reported.last?.caption == "one" })
    control.send(.tempo(.slowest))
    #expect(
      eventually {
        if reported.last?.caption == "one" { card.play(1) }
        return reported.notices.contains(.tempo(.slowest))
      })
    #expect(play { reported.ending != nil })
    var places: [Int] = []
    for number in [
      "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
      "twelve",
    ] {
      let phrase = Phrase(number, delivery: .beat)
      #expect(try hearings(of: phrase) == 1, "\(number)")
      let clip = try #require(voice.clip(for: phrase))
      let heard = card.heard
      let start = heard.indices.first {
        heard[$0...].starts(with: clip.samples)
      }
      places.append(try #require(start) + Int(clip.anchor.value))
    }
    let periods = zip(places, places.dropFirst()).map { $1 - $0 }
    let change = try #require(periods.firstIndex { $0 > 23_000 })
    #expect(periods[..<change].allSatisfy { abs($0 - 22_050) <= 1 }, "\(periods)")
    #expect(periods[change...].allSatisfy { abs($0 - 33_075) <= 1 }, "\(periods)")
    #expect(reported.ending == .finished)
  }

  @Test("A lost device: the session goes on when it is back, and says where")
  func device() throws {
    let (_, reported) = try start(try playable(Self.counting))
    #expect(play { reported.last?.caption == "seven" })
    let gone = CoachError(.deviceLost, "gone", advice: "wait")
    card.refuse(gone)
    card.fail([.lost(gone)])
    #expect(play { reported.last?.state == .waitingForDevice })
    #expect(reported.notices.contains(.deviceLost(gone)))
    card.refuse(nil)
    #expect(play { reported.ending != nil })
    #expect(reported.ending == .finished)
    let repeated = try ["Six", "Seven", "Eight"].map {
      try hearings(of: Phrase("\($0) of twelve."))
    }
    #expect(repeated.reduce(0, +) == 1, "\(repeated)")
    for number in ["one", "two", "nine", "twelve"] {
      #expect(try hearings(of: Phrase(number, delivery: .beat)) == 1, "\(number)")
    }
  }

  @Test("The heat pad comes off on time in a pause, and the pause goes on")
  func heat() throws {
    let script = """
      title: Heat
      steps:
        - heat: 3s
        - say: Done.
      """
    let routine = try playable(script)
    let saidBy = try #require(routine.renderer.timeline.steps.first).range.upperBound
    let (control, reported) = try start(routine)
    #expect(play { reported.last?.hasHeatPadOn == true })
    control.send(.pause)
    #expect(play { reported.last?.state == .paused })
    let off = Phrase(phrases.text(.heatOff))
    #expect(play { reported.last?.hasHeatPadOn == false })
    #expect(reported.last?.heard == saidBy)
    #expect(try hearings(of: off) == 1)
    #expect(reported.last?.state == .paused)
    #expect(reported.ending == nil)
    control.send(.resume)
    #expect(play { reported.ending == .finished })
    #expect(try hearings(of: off) == 1)
    #expect(try hearings(of: Phrase("Done.")) == 1)
  }

  @Test("Resumed, it welcomes the listener back, and begins with the repetition it was left in")
  func resumed() throws {
    let routine = try playable(Self.counting)
    let timeline = routine.renderer.timeline
    let nine = try #require(timeline.cues.first { $0.rep == 9 })
    var transport = Transport(timeline)
    _ = transport.start(at: nine.end, now: .now)
    let saved = SavedSession(
      transport, heard: nine.end, request: SavedSession.Request(routine: "counting"),
      plan: .written, fingerprint: timeline.fingerprint, now: .now)
    let place = try #require(saved.place(on: timeline))
    let (_, reported) = try start(routine, from: Session.Beginning(saved, at: place.position))
    #expect(play { reported.ending != nil })
    #expect(try hearings(of: Phrase("Welcome back. Twist. Nine of twelve.")) == 1)
    #expect(try hearings(of: Phrase("eight", delivery: .beat)) == 0)
    #expect(try hearings(of: Phrase("nine", delivery: .beat)) == 1)
    #expect(try hearings(of: Phrase("twelve", delivery: .beat)) == 1)
  }

  @Test("A tempo at which the numbers do not fit is refused and reported")
  func tooFast() throws {
    let script = Self.counting.replacing("1s", with: "0.6s")
    let (control, reported) = try start(try playable(script))
    control.send(.tempo(.quickest))
    #expect(play { reported.notices.contains(.tempoDoesNotFit(.quickest)) })
    #expect(play { reported.last?.tempo == .written })
    control.send(.stop)
    #expect(play { reported.ending == .stopped })
  }

  @Test("After waiting for a pause, nothing is left in the device's queue")
  func waitedFor() throws {
    let (control, reported) = try start(try playable(Self.counting))
    #expect(play { reported.last?.caption == "four" })
    #expect(card.queued > 0)
    control.send(.pause, waitingAtMost: .seconds(60))
    #expect(card.queued == 0)
    control.send(.stop)
    #expect(play { reported.ending == .stopped })
  }

  @Test("A tempo scheduled while the device is gone is heard when it is back")
  func scheduledWithoutDevice() throws {
    let held = DispatchSemaphore(value: 0)
    let routine = try playable(Self.counting) { held.wait() }
    let (control, reported) = try start(routine)
    #expect(play { reported.last?.caption == "two" })
    control.send(.tempo(.slowest))
    let gone = CoachError(.deviceLost, "gone", advice: "wait")
    card.refuse(gone)
    card.fail([.lost(gone)])
    #expect(play { reported.last?.state == .waitingForDevice })
    for _ in 0..<9 { held.signal() }
    #expect(eventually { reported.notices.contains(.tempo(.slowest)) })
    card.refuse(nil)
    #expect(play { reported.ending == .finished })
    let beats = try ["six", "seven"].map { number in
      let clip = try #require(voice.clip(for: Phrase(number, delivery: .beat)))
      let heard = card.heard
      let start = heard.indices.first { heard[$0...].starts(with: clip.samples) }
      return try #require(start) + Int(clip.anchor.value)
    }
    #expect(abs(beats[1] - beats[0] - 33_075) <= 1, "\(beats)")
  }

  @Test("Numbers whose pace depends on the tempo begin elsewhere, and are changed at once")
  func otherPace() throws {
    let routine = try playable(
      "title: Many\nsteps:\n  - reps: 40\n    tempo: 900ms\n", meter: PacedVoice())
    let (control, reported) = try start(routine)
    #expect(play { reported.last?.caption == "twenty-three" })
    control.send(.tempo(.slowest))
    #expect(
      eventually {
        if reported.last?.place.rep == 23 { card.play(1) }
        return !reported.notices.isEmpty
      })
    #expect(reported.notices == [.tempo(.slowest)])
    // At once, not only from the first number that is said at the same pace in both.
    let timeline = try #require(control.timeline)
    let beats = [26, 27].compactMap { rep in
      timeline.cues.first { $0.rep?.value == rep && $0.kind == .count }?.anchor
    }
    #expect((29_767...29_768).contains((beats[1] - beats[0]).value), "1.35 s")
    control.send(.stop)
    #expect(play { reported.ending == .stopped })
  }

  @Test("Nobody waits for a voice that hangs: the session goes on without its words")
  func hangingVoice() throws {
    let voice = HangingVoice()
    defer { voice.isHanging.withLock { $0 = false } }
    let (control, reported) = try start(try playable(Self.counting, voice: voice))
    #expect(play { reported.last?.caption == "four" })
    control.send(.pause)
    #expect(play { reported.last?.state == .paused })
    control.send(.resume)
    control.send(.pause)
    control.send(.resume)
    #expect(play { reported.last?.state == .playing })
    #expect(try hearings(of: Phrase("Four of twelve.")) == 0)
    control.send(.stop)
    #expect(play { reported.ending == .stopped })
  }
}

/// A voice whose engine never answers when it is asked for words outside of the timeline.
private final class HangingVoice: SpeechMeter, ClipSource {
  let isHanging = Mutex(true)
  var rate: SampleRate { FakeVoice().rate }

  func measure(_ phrases: [Phrase]) -> [Result<ClipMeasure, SpeechFailure>] {
    while isHanging.withLock({ $0 }) { usleep(1_000) }
    return FakeVoice().measure(phrases)
  }

  func clip(for phrase: Phrase) -> Clip? {
    isHanging.withLock { $0 } ? nil : FakeVoice().clip(for: phrase)
  }
}

/// A slow voice, whose first vowel comes sooner the faster it speaks.
private struct PacedVoice: SpeechMeter, ClipSource {
  var rate: SampleRate { FakeVoice().rate }

  func measure(_ phrases: [Phrase]) -> [Result<ClipMeasure, SpeechFailure>] {
    FakeMeter(rate: rate, slowness: 120).measure(phrases).enumerated().map { index, measure in
      measure.map {
        ClipMeasure(
          frames: $0.frames,
          anchor: FrameCount(2_000 * 100 / Int64(phrases[index].pace.percent)))
      }
    }
  }

  func clip(for phrase: Phrase) -> Clip? {
    guard let clip = FakeVoice().clip(for: phrase), case .success(let own) = measure([phrase]).first
    else { return nil }
    let more = Int(own.frames.value) - clip.samples.count
    return Clip(
      samples: clip.samples + repeatElement(1, count: more), anchor: own.anchor)
  }
}
