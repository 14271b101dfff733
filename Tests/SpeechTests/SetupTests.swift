import CoachErrors
import CueTimeline
import Foundation
import Platform
import TestSupport
import Testing

@testable import Speech

@Suite("What a voice needs before it can speak", .serialized)
struct SetupTests {
  func failure(
    _ profile: VoiceProfile, program: String? = nil
  ) throws -> CoachError? {
    let error = #expect(throws: CoachError.self) {
      try Speaker(
        profile, pronunciation: try Repository.pronunciation(),
        program: try program ?? WorkerProgram.find(), processes: 2)
    }
    #expect(error?.message.isEmpty == false)
    return error
  }

  @Test("The speech process is found next to the tests")
  func found() throws {
    #expect(try WorkerProgram.find().hasSuffix("/coach-speech"))
    #expect(try WorkerProgram.find(named: "/bin/true", beside: "/nowhere") == "/bin/true")
    for (named, places) in [
      ("/nowhere/it", ["/nowhere/it"]),
      (nil, ["/nowhere/coach-speech", "/nowhere/../libexec/coach/coach-speech"]),
    ] {
      let error = #expect(throws: CoachError.self) {
        try WorkerProgram.find(named: named, beside: "/nowhere")
      }
      #expect(error == CoachError(.workerMissing(searched: places)))
    }
  }

  @Test("A missing program, and programs that are something else")
  func programs() throws {
    let calm = try Shipped.voice("calm")
    #expect(
      try failure(calm, program: "/nowhere/coach-speech")
        == CoachError(.workerNotStarted(path: "/nowhere/coach-speech", .noSuchFileOrDirectory)))
    #expect(try failure(calm, program: "/bin/true") == CoachError(.workerSilent(path: "/bin/true")))
    #expect(try failure(calm, program: "/bin/echo") == CoachError(.workerSilent(path: "/bin/echo")))
  }

  @Test("The engine's data is missing")
  func data() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(
      at: folder.appending(path: "espeak-ng-data"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = folder.appending(path: "coach-speech")
    let script = """
      #!/bin/sh
      ESPEAK_DATA_PATH='\(folder.path)' exec '\(try WorkerProgram.find())' "$@"
      """
    try script.write(to: program, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: program.path)
    #expect(try failure(Shipped.voice("calm"), program: program.path) == CoachError(.dataMissing))
  }

  @Test("A language that the engine lacks", arguments: ["xx", "en-gb", "tlh", "a-very-long-name"])
  func languages(name: String) throws {
    #expect(
      try failure(VoiceProfile(name: "test", accent: name)) == CoachError(.unknownLanguage(name)))
  }

  @Test("A variant file that is missing, empty or a folder")
  func variants() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let empty = folder.appending(path: "empty").path
    #expect(FileManager.default.createFile(atPath: empty, contents: Data()))
    for (path, error) in [
      ("/nowhere/variant", Errno.noSuchFileOrDirectory), (empty, nil), (folder.path, nil),
    ] {
      #expect(
        try failure(VoiceProfile(name: "test", variant: path))
          == CoachError(.variantUnusable(path: path, error)))
    }
  }

  @Test("A variant file full of noise is an error or a voice, and never hangs")
  func nonsense() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var state: UInt32 = 1
    let noise = Data(
      (0..<20_000).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return UInt8(state >> 24)
      })
    #expect(FileManager.default.createFile(atPath: path, contents: noise))
    do {
      _ = try Shipped.speaker(VoiceProfile(name: "test", variant: path)).say("one")
    } catch is CoachError {
    }
  }

  @Test("A variant file changes the voice")
  func variantInEffect() throws {
    let calm = try Shipped.voice("calm")
    let plain = VoiceProfile(
      name: "plain", rate: calm.rate, pitch: calm.pitch, range: calm.range)
    let ours = try Shipped.speaker(calm).say("nine", delivery: .beat)
    let engines = try Shipped.speaker(plain).say("nine", delivery: .beat)
    func pitch(_ clip: Clip) -> Double {
      Measure.pitch(clip.samples[(clip.samples.count / 3)..<(clip.samples.count * 2 / 3)])
    }
    #expect(pitch(ours) > 1.3 * pitch(engines))
  }

  @Test("Processes that were killed are replaced, and their phrases are spoken", arguments: 1...3)
  func replacement(count: Int) throws {
    let speaker = try Shipped.speaker("calm", processes: count)
    let first = try speaker.say("one")
    for process in speaker.pool.processes { kill(process, SIGKILL) }
    #expect(try speaker.say("two").samples.isEmpty == false)
    #expect(try Shipped.speaker("calm").say("one").samples == first.samples)
  }

  @Test("No process and no folder is left behind")
  func nothingLeft() throws {
    let places =
      ["/tmp", "/dev/shm"] + [ProcessEnvironment["XDG_RUNTIME_DIR"]].compactMap(\.self)
    let scratch = { () -> Set<String> in
      let names = places.flatMap {
        (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? []
      }
      return Set(names.filter { $0.hasPrefix("coach-speech-") })
    }
    let before = scratch()
    var processes: [pid_t] = []
    do {
      let speaker = try Shipped.speaker("calm")
      _ = try speaker.say("one")
      processes = speaker.pool.processes
    }
    #expect(!processes.isEmpty)
    // Reaped: even their numbers are free.
    for process in processes { #expect(kill(process, 0) != 0) }
    // Those of other programs that run now go with them.
    let new = scratch().subtracting(before)
    #expect(eventually(within: 120) { new.isDisjoint(with: scratch()) })
  }
}
