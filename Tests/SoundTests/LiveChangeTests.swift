import CoachErrors
import CueTimeline
import Foundation
import Sound
import TestSupport
import Testing

/// Changes while it plays, recorded.
extension LiveRecordingTests {
  @Test func aReplacementIsHeardWithoutAGap() throws {
    let words = ["ten", "nine", "eight", "seven", "six", "five", "four", "three", "two", "one"]
    let timeline = Timeline.made(
      frames: 154_350,
      words.enumerated().map { (Int64($0.offset) * 13_000 + 500, .phrase($0.element)) })
    let other = try Renderer(timeline, clips: TestClips())
    let stream = try stream()
    stream.play(renderer, from: .start)
    #expect(eventually { stream.status.heard > FramePosition(20_000) })
    #expect(!stream.replace(with: other, from: stream.status.heard))
    // In the middle of a word of either source.
    let boundary = FramePosition(79_000)
    #expect(stream.replace(with: other, from: boundary))
    #expect(eventually { stream.status.heard > FramePosition(80_000) })
    let back = FramePosition(131_500)
    #expect(stream.replace(with: renderer, from: back, until: .start + renderer.frames))
    #expect(log.has { $0 == .finished(.start + renderer.frames) })
    let end = rig.recordedFrames + 11_025
    #expect(eventually { rig.recordedFrames > end })
    stream.stop()
    let others = other.samples(in: boundary..<back)
    let expected = whole[..<79_000] + others + whole[131_500...]
    #expect(place(of: expected[...], in: try rig.recording()) != nil)
    #expect(log.all.count == 2, "\(log.all)")
  }

  @Test func aChangeOfVolumeIsHeardAtOnceAndLosesNothing() throws {
    let stream = try stream()
    stream.play(renderer, from: .start)
    #expect(eventually { stream.status.heard > FramePosition(58_000) })
    stream.volume = Volume(percent: 50)
    let changed = Int(stream.status.heard.value)
    let noticed = rig.recordedFrames
    #expect(log.has { $0.isFinished })
    let end = rig.recordedFrames + 11_025
    #expect(eventually { rig.recordedFrames > end })
    stream.stop()
    let recording = try rig.recording()
    let quiet = whole.map { Int16((Double($0) / 8).rounded()) }
    let loudPart = try #require(place(of: whole[500..<changed - 2_205], in: recording)) - 500
    let quietPart =
      try #require(place(of: quiet[(changed + 2_205)...], in: recording)) - changed - 2_205
    // Nothing is lost or repeated but what a new stream costs the server, at most 20 ms.
    #expect(abs(quietPart - loudPart) <= 882, "\(quietPart - loudPart) frames")
    // It did not wait for the queue, which is 33,075 frames long.
    let first = try #require(place(of: quiet[(changed + 2_205)...], in: recording))
    #expect(first - noticed < 8_820)
  }

  @Test func aWarmUpReplacesTheLeadIn() throws {
    let stream = try stream()
    stream.warmUp()
    #expect(log.has { $0.isStarted })
    let awake = rig.recordedFrames + 22_050
    #expect(eventually { rig.recordedFrames > awake })
    let asked = rig.recordedFrames
    stream.play(renderer, from: .start)
    #expect(log.has { $0.isFinished })
    let end = rig.recordedFrames + 11_025
    #expect(eventually { rig.recordedFrames > end })
    stream.stop()
    let begin = try #require(place(of: whole[...], in: try rig.recording()))
    #expect(begin - asked < 8_820, "the usual lead-in is 8,820 frames")
  }

  @Test func theFirstOfSeveralDevicesThatOpensIsUsed() throws {
    let names = ["nonsense", "hw:7", "vspk"].map { DeviceName($0) }
    let stream = try PlaybackStream(
      rate: renderer.rate, on: names, onEvent: { [log] in log.note($0) })
    stream.play(renderer, from: FramePosition(100_000))
    #expect(log.has { $0.isFinished })
    guard case .started(let setup) = log.all.first else {
      Issue.record("\(log.all)")
      return
    }
    #expect(setup.name == DeviceName("vspk"))
    stream.stop()
  }

  @Test func ifNoneOfSeveralDevicesOpensEachIsNamed() throws {
    let names = ["nonsense", "hw:7"].map { DeviceName($0) }
    let stream = try PlaybackStream(
      rate: renderer.rate, on: names, onEvent: { [log] in log.note($0) })
    stream.warmUp()
    #expect(log.has { $0.isFailed })
    guard case .failed(let error) = log.all.first else { return }
    #expect(error.message.contains("“nonsense”") && error.message.contains("“hw:7”"))
    #expect(error.advice.contains("coach devices"))
  }
}
