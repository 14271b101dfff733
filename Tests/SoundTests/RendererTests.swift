import CoachErrors
import CueTimeline
import Sound
import Testing

@Suite struct RendererTests {
  let timeline = Timeline.routine(lasting: .seconds(60))

  func whole(_ renderer: Renderer) -> [Int16] {
    renderer.samples(in: .start..<(.start + renderer.frames))
  }

  @Test func anyRangeEqualsThatPartOfTheWhole() throws {
    let renderer = try Renderer(timeline, clips: TestClips())
    let whole = whole(renderer)
    #expect(whole.count == Int(timeline.frames.value))
    var random = SystemRandomNumberGenerator()
    var ranges = (0..<200).map { _ -> Range<Int> in
      let start = Int.random(in: 0..<whole.count, using: &random)
      return start..<Int.random(in: start...min(whole.count, start + 50_000), using: &random)
    }
    // Around the edges of cues, where an index could be off by one.
    for cue in timeline.cues.prefix(10) {
      let (start, end) = (Int(cue.start.value), Int(cue.end.value))
      ranges += [start..<start + 1, end - 1..<end, end..<end + 1, start - 1..<end + 1, start..<end]
    }
    for range in ranges.shuffled() {
      let part = renderer.samples(
        in: FramePosition(Int64(range.lowerBound))..<FramePosition(Int64(range.upperBound)))
      #expect(part == Array(whole[range]), "\(range)")
    }
  }

  @Test func everyClipIsWholeAndSilenceIsZero() throws {
    let renderer = try Renderer(timeline, clips: TestClips())
    var rest = whole(renderer)
    for cue in timeline.cues {
      let range = Int(cue.start.value)..<Int(cue.end.value)
      if case .phrase(let index) = cue.sound {
        #expect(Array(rest[range]) == TestClips().clip(for: timeline.phrases[index])?.samples)
      }
      rest.replaceSubrange(range, with: repeatElement(0, count: range.count))
    }
    #expect(rest.allSatisfy { $0 == 0 })
  }

  @Test func outsideOfTheTimelineIsSilence() throws {
    let renderer = try Renderer(
      .made(frames: 100_000, [(0, .phrase("one"))]), clips: TestClips())
    let around = renderer.samples(in: FramePosition(-50)..<FramePosition(50))
    #expect(around.prefix(50).allSatisfy { $0 == 0 })
    #expect(around[50] != 0)
    let after = renderer.samples(in: FramePosition(100_000)..<FramePosition(100_100))
    #expect(after == [Int16](repeating: 0, count: 100))
  }

  @Test(arguments: [
    Timeline.made(frames: 100_000, [(0, .phrase("one")), (10, .phrase("two"))]),
    Timeline.made(frames: 100, [(0, .phrase("one"))]),
    Timeline.made(frames: 100_000, [(-1, .phrase("one"))]),
    Timeline.made(frames: 100_000, [(0, .phrase("missing"))]),
  ])
  func aTimelineThatWouldCutOrTalkOverIsRefused(_ timeline: Timeline) {
    let error = #expect(throws: CoachError.self) {
      try Renderer(timeline, clips: TestClips(missing: ["missing"]))
    }
    #expect(error?.code == .mismatch)
  }
}
