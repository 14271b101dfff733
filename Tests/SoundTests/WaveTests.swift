import CueTimeline
import Foundation
import Testing

@testable import Sound

/// What is in a WAV file, to the byte and as other programs read it.
@Suite struct WaveTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func write(
    _ timeline: Timeline, to name: String = "out.wav", limit: Int64 = WaveLayout.largestRIFF
  ) throws -> Data {
    let path = folder.path(name)
    let renderer = try Renderer(timeline, clips: TestClips())
    let output = OutputBuffer(try OutputFile(.file(path)))
    let layout = WaveLayout(timeline, limit: limit)
    try WaveWriter(renderer, layout: layout, to: output).write { _ in }
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(Int64(data.count) == layout.fileBytes)
    return data
  }

  func tool(_ command: String...) throws -> String {
    let pipe = Pipe()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    return String(decoding: data, as: UTF8.self)
  }

  @Test func everyByteOfASmallFile() throws {
    let rate = SampleRate(hertz: 8_000)
    let timeline = Timeline.made(
      title: "Tiny", rate: rate, frames: 2_000, sections: [("Twist", 0)],
      [(0, .chime(.rep))])
    let data = try write(timeline)
    let chime = ChimeSynthesizer(rate: rate).clip(for: .rep).samples
    let samples = chime + [Int16](repeating: 0, count: 2_000 - chime.count)
    var expected = Data()
    func add(_ text: String) { expected += Data(text.utf8) }
    func add(_ number: UInt32) { withUnsafeBytes(of: number.littleEndian) { expected += $0 } }
    add("RIFF")
    add(UInt32(data.count - 8))
    add("WAVEJUNK")
    add(28)
    expected += Data(count: 28)
    add("fmt ")
    for number in [16, 0x0001_0001, 8_000, 16_000, 0x0010_0002] as [UInt32] { add(number) }
    add("LIST")
    add(4 + 8 + 6 + 8 + 18 + 8 + 6)
    add("INFOINAM")
    add(5)
    add("Tiny\0\0IART")
    add(18)
    add("coach, voice calm\0ISFT")
    add(6)
    add("coach\0data")
    add(4_000)
    for sample in samples { withUnsafeBytes(of: sample.littleEndian) { expected += $0 } }
    add("cue ")
    add(4 + 48)
    add(2)
    for number in [1, 2] as [UInt32] {
      add(number)
      add(0)
      add("data")
      for zero in [0, 0, 0] as [UInt32] { add(zero) }
    }
    add("LIST")
    add(4 + 18 + 20)
    add("adtllabl")
    add(10)
    add(1)
    add("Twist\0labl")
    add(12)
    add(2)
    add("(chime)\0")
    #expect(data == expected)
  }

  @Test func theSameTimelineGivesTheSameBytes() throws {
    let timeline = Timeline.routine(lasting: .seconds(90))
    #expect(try write(timeline, to: "a.wav") == write(timeline, to: "b.wav"))
  }

  @Test func theSoundInItIsTheRenderedSound() throws {
    let timeline = Timeline.routine(lasting: .seconds(90))
    let data = try write(timeline)
    let renderer = try Renderer(timeline, clips: TestClips())
    let samples = renderer.samples(in: .start..<(.start + timeline.frames))
    let start = Int(WaveLayout(timeline).headerBytes)
    let bytes = samples.flatMap {
      [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
    }
    #expect(data.dropFirst(start).prefix(bytes.count).elementsEqual(bytes))
  }

  @Test func chaptersAndTitleAreReadByFFmpeg() throws {
    let timeline = Timeline.made(
      title: "Rücken", frames: 132_300, sections: [("Heat", 0), ("Twist left", 50_000)],
      [(1_000, .phrase("One,\ntwo.")), (60_000, .chime(.end)), (90_000, .phrase("três"))])
    _ = try write(timeline)
    let text = try tool(
      "ffprobe", "-v", "error", "-show_chapters", "-show_format", "-of", "compact",
      folder.path("out.wav"))
    let titles = text.split(separator: "\n").filter { $0.hasPrefix("chapter") }.map { line in
      line.split(separator: "|").first { $0.hasPrefix("tag:title=") }.map { $0.dropFirst(10) } ?? ""
    }
    #expect(titles == ["Heat", "One, two.", "Twist left", "(chime)", "três"])
    #expect(text.contains("tag:title=Rücken"))
    #expect(text.contains("duration=6.000000"))
  }

  @Test func isReadByPythonAndSox() throws {
    _ = try write(.routine(lasting: .seconds(30)))
    let path = folder.path("out.wav")
    let python = try tool(
      "python3", "-c",
      "import wave,sys; w=wave.open(sys.argv[1]); print(w.getparams()[:4]); len(w.readframes(1<<30))",
      path)
    #expect(python == "(1, 2, 22050, 661500)\n")
    #expect(try tool("soxi", "-s", path) == "661500\n")
  }

  @Test func aboveTheLimitItIsRF64() throws {
    let timeline = Timeline.routine(lasting: .seconds(30))
    let small = try write(timeline)
    let data = try write(timeline, to: "long.wav", limit: 1_000)
    #expect(data.prefix(8) == Data("RF64".utf8) + Data(repeating: 0xFF, count: 4))
    #expect(data[12..<16] == Data("ds64".utf8))
    func number(at place: Int) -> UInt64 {
      data.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian }
    }
    #expect(number(at: 20) == UInt64(data.count - 8))
    #expect(number(at: 28) == UInt64(timeline.frames.value * 2))
    #expect(number(at: 36) == UInt64(timeline.frames.value))
    #expect(data.count == small.count)
    let header = Int(WaveLayout(timeline).headerBytes)
    #expect(data.dropFirst(header) == small.dropFirst(header))
    let text = try tool(
      "ffprobe", "-v", "error", "-show_format", "-of", "compact", folder.path("long.wav"))
    #expect(text.contains("duration=30.000000"))
  }

  @Test func pastFourGibibytesItIsRF64() throws {
    // 28 hours: 4.4 GB, nearly all of it holes that take no room.
    let frames = Int64(28 * 3_600 * 22_050)
    let timeline = Timeline.made(
      frames: frames, [(0, .phrase("one")), (frames - 5_000, .phrase("two"))])
    let path = folder.path("day.wav")
    try export(timeline, clips: TestClips(), to: .file(path))
    let handle = try #require(FileHandle(forReadingAtPath: path))
    #expect(try handle.read(upToCount: 4) == Data("RF64".utf8))
    #expect(try handle.seekToEnd() == UInt64(WaveLayout(timeline).fileBytes))
    #expect(WaveLayout(timeline).fileBytes > 4 << 30)
    let text = try tool("ffprobe", "-v", "error", "-show_format", "-of", "compact", path)
    #expect(text.contains("duration=100800.000000"))
  }

  @Test func anEmptyTimelineIsAWholeFile() throws {
    let data = try write(.made(frames: 0, sections: [], []))
    #expect(data.suffix(8) == Data("data".utf8) + Data(count: 4))
  }
}
