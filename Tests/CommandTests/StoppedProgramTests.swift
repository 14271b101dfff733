import Foundation
import TestSupport
import TestTraits
import Testing

@Suite("A session stopped by SIGSTOP", .serialized, .waits)
struct StoppedProgramTests {
  private let program: Program

  init() throws { program = try Program() }

  private static let script = """
    title: Counted
    steps:
      - say: This sentence is here to be heard. So is this one, and the next one too.
      - reps: 12
        of: Twist
        tempo: 1s
      - say: That is all there is to be heard, and nothing of it was lost or said twice.
    """

  /// Expects the recording to be the samples in order, with one silence between two of them.
  ///
  /// - Returns: the number of frames before the silence, and in it.
  private func gap(in recording: [Int16], of samples: [Int16]) throws -> (Int, Int) {
    let first = try #require(samples.firstIndex { $0 != 0 })
    let start = try #require(
      recording.indices.first { index in
        index + 200 <= recording.count
          && recording[index..<index + 200].elementsEqual(samples[first..<first + 200])
      })
    var before = 0
    while start + before < recording.count, first + before < samples.count,
      recording[start + before] == samples[first + before]
    {
      before += 1
    }
    var after = start + before
    while after < recording.count, recording[after] == 0 { after += 1 }
    // Zeros of the samples themselves may count as part of the gap.
    var next = first + before
    while next < samples.count, samples[next] == 0 { next += 1 }
    let rest = samples[next...]
    #expect(
      after + rest.count <= recording.count
        && recording[after..<after + rest.count].elementsEqual(rest),
      "after \(before) frames and a gap of \(after - start - before)")
    return (first + before, after - start - before - (next - first - before))
  }

  @Test("After SIGCONT every frame is heard once and in order, with one gap")
  func stopped() throws {
    let rig = try SoundRig(setsEnvironment: false)
    let file = try program.write(Self.script, to: "counted.yaml")
    let exported = try Wave(try program.run("export", file, "-o", "-").output)
    let environment = program.environment.merging(rig.sound) { $1 }
    let output = program.folder.appending(path: "out").path()
    let errors = program.folder.appending(path: "errors").path()
    let child = try Child(
      [Program.path, "play", file, "--device", "vspk"], environment: environment,
      output: output, errors: errors)
    #expect(
      eventually { (try? String(contentsOfFile: output, encoding: .utf8))?.contains("two") == true }
    )
    child.signal(SIGSTOP)
    let stopped = rig.recordedFrames + 5 * 22_050
    #expect(eventually { rig.recordedFrames > stopped })
    child.signal(SIGCONT)
    #expect(child.wait() == 0)
    let end = rig.recordedFrames + 11_025
    #expect(eventually { rig.recordedFrames > end })
    let noted = try String(contentsOfFile: errors, encoding: .utf8)
    #expect(!noted.contains("went away") && !noted.contains("stopped playing"), "\(noted)")
    let (place, length) = try gap(in: try rig.recording(), of: exported.samples)
    #expect(place < exported.samples.count)
    #expect(length > 2 * 22_050, "at most 1.5 s was queued")
  }
}
