import CoachErrors
import CueTimeline
import Foundation
import Sound
import TestSupport
import TestTraits
import Testing

/// Playing on a real-paced ALSA device, recorded: what is heard is what is rendered.
///
/// One test at a time: alsa-lib reads one configuration per process.
@Suite(.serialized, .waits) struct LiveRecordingTests {
  let rig: SoundRig
  let log = EventLog()
  let renderer: Renderer
  let whole: [Int16]

  init() throws {
    rig = try SoundRig()
    // Ten words in six seconds.
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    let timeline = Timeline.made(
      frames: 132_300,
      words.enumerated().map { (Int64($0.offset) * 13_000 + 500, .phrase($0.element)) })
    renderer = try Renderer(timeline, clips: TestClips())
    whole = renderer.samples(in: .start..<(.start + timeline.frames))
  }

  func stream(on device: String = "vspk") throws -> PlaybackStream {
    var options = PlaybackOptions()
    options.ramp = .zero
    return try PlaybackStream(
      rate: renderer.rate, on: [DeviceName(device)], options: options,
      onEvent: { [log] in log.note($0) })
  }

  /// Where samples begin in a recording; `nil` if they are not in it, whole and exact.
  func place(of samples: ArraySlice<Int16>, in recording: [Int16], from start: Int = 0) -> Int? {
    guard let first = samples.firstIndex(where: { $0 != 0 }) else { return nil }
    let lead = first - samples.startIndex
    let probe = Array(samples.dropFirst(lead).prefix(64))
    var index = start + lead
    while index + samples.count - lead <= recording.count {
      if recording[index] == probe[0], recording[index..<index + 64].elementsEqual(probe),
        recording[index - lead..<index - lead + samples.count].elementsEqual(samples)
      {
        return index - lead
      }
      index += 1
    }
    return nil
  }

  @Test func theRecordingIsTheRenderedSamples() throws {
    let stream = try stream()
    stream.play(renderer, from: .start)
    #expect(log.has { $0 == .finished(.start + renderer.frames) })
    let end = rig.recordedFrames + 11_025
    #expect(eventually { rig.recordedFrames > end })
    #expect(place(of: whole[...], in: try rig.recording()) != nil)
    #expect(log.all.count == 2, "\(log.all)")
    stream.stop()
  }

  @Test func whatIsWrittenIsTheRenderedSamplesToTheByte() throws {
    let stream = try stream(on: "tee")
    stream.play(renderer, from: .start, leadIn: .milliseconds(400))
    #expect(log.has { $0.isFinished })
    stream.stop()
    let data = try Data(contentsOf: URL(fileURLWithPath: rig.teePath)).dropFirst(44)
    let lead = [UInt8](repeating: 0, count: 8_820 * 2)
    let bytes = whole.flatMap {
      [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
    }
    #expect(Array(data.prefix(lead.count)) == lead)
    #expect(Array(data.dropFirst(lead.count).prefix(bytes.count)) == bytes)
  }

  @Test func pauseResumeAndSeekAreHeardWhereTheyAreReported() throws {
    let stream = try stream()
    stream.play(renderer, from: .start)
    #expect(eventually { stream.status.heard > FramePosition(30_000) })
    let clock = ContinuousClock()
    var paused = FramePosition.start
    #expect(clock.measure { paused = stream.pause() } < .milliseconds(250))
    let quiet = rig.recordedFrames + 11_025
    #expect(eventually { rig.recordedFrames > quiet })
    stream.play(renderer, from: paused)
    #expect(eventually { stream.status.heard > paused + FrameCount(22_050) })
    stream.play(renderer, from: FramePosition(100_000), leadIn: .milliseconds(200))
    #expect(log.has { $0.isFinished })
    let end = rig.recordedFrames + 11_025
    #expect(eventually { rig.recordedFrames > end })
    stream.stop()
    let recording = try rig.recording()
    let pausedAt = Int(paused.value)
    // The sink may play up to its own latency past what it reports: 20 ms.
    let before = try #require(place(of: whole[500..<pausedAt - 441], in: recording))
    let resumed = whole[pausedAt..<pausedAt + 22_050]
    #expect(place(of: resumed, in: recording, from: before + pausedAt - 500) != nil)
    #expect(place(of: whole[100_000...], in: recording) != nil)
    // What was queued and not heard was not played: after the pause there is silence.
    let tail = before + pausedAt - 500 + 2_205
    #expect(recording[tail..<tail + 4_410].allSatisfy { $0 == 0 })
  }

  @Test func playingGoesOnAfterTheServerRestarts() throws {
    let stream = try stream()
    stream.play(renderer, from: .start)
    #expect(eventually { stream.status.heard > FramePosition(30_000) })
    rig.kill()
    #expect(log.has { $0.isLost })
    let position = stream.status.heard
    #expect(position > FramePosition(30_000))
    #expect(stream.status.state == .waitingForDevice)
    try rig.start()
    #expect(log.has { $0.isBack })
    #expect(log.has { $0.isFinished })
    let end = rig.recordedFrames + 11_025
    #expect(eventually { rig.recordedFrames > end })
    stream.stop()
    #expect(place(of: whole[Int(position.value)...], in: try rig.recording()) != nil)
  }

  @Test func aWedgedServerBlocksNoCommand() throws {
    let stream = try stream()
    stream.play(renderer, from: .start)
    #expect(eventually { stream.status.heard > FramePosition(20_000) })
    rig.setHanging(true)
    defer { rig.setHanging(false) }
    let clock = ContinuousClock()
    #expect(clock.measure { stream.pause() } < .seconds(1))
    #expect(stream.status.heard < FramePosition(60_000))
    stream.play(renderer, from: stream.status.heard)
    #expect(clock.measure { stream.stop() } < .seconds(1))
  }

  @Test func aWedgedServerIsNoticedAndComesBack() throws {
    let stream = try stream()
    stream.play(renderer, from: .start)
    #expect(eventually { stream.status.heard > FramePosition(20_000) })
    rig.setHanging(true)
    #expect(log.has { $0.isLost })
    rig.setHanging(false)
    #expect(log.has { $0.isBack })
    #expect(log.has { $0.isFinished })
    stream.stop()
  }

  @Test func aDeviceThatTakesOnlyStereoGetsEveryFrameTwice() throws {
    let stream = try stream(on: "stereo")
    stream.play(renderer, from: .start)
    #expect(log.has { $0.isFinished })
    let end = rig.recordedFrames + 11_025
    #expect(eventually { rig.recordedFrames > end })
    #expect(place(of: whole[...], in: try rig.recording()) != nil)
    stream.stop()
  }

  @Test(arguments: [
    ("nonsense", CoachError.Code.deviceMissing), ("hw:7", .deviceMissing),
  ])
  func aMissingDeviceIsAnErrorThatHelps(_ name: String, code: CoachError.Code) throws {
    let error = #expect(throws: CoachError.self) {
      _ = try PCMDevice(DeviceName(name), rate: renderer.rate)
    }
    #expect(error?.code == code)
    #expect(error?.message.contains(name) == true)
    #expect(error?.advice.contains("coach devices") == true)
    #expect(error?.advice.contains("coach export") == true)
  }

  @Test func aDeadServerIsAnErrorThatHelps() throws {
    rig.kill()
    let error = #expect(throws: CoachError.self) {
      _ = try PCMDevice(DeviceName("vspk"), rate: renderer.rate)
    }
    #expect(error?.code == .deviceMissing)
    #expect(error?.message.contains("does not answer") == true, "\(error?.message ?? "")")
  }

  @Test func devicesAreListedWithoutBuildingBlocks() {
    let names = DeviceDescription.all().map(\.name.text)
    #expect(!names.contains("null"))
    #expect(Set(names).count == names.count)
  }
}
