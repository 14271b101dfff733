import CoachErrors
import CueTimeline
import Foundation
import Platform
import TestSupport
import Testing

@testable import Sound

/// Whatever goes wrong with the output, the error is clear and nothing is left behind.
@Suite struct BadOutputTests {
  let folder: TemporaryFolder
  let timeline = Timeline.routine(lasting: .seconds(20))

  init() throws { folder = try TemporaryFolder() }

  func write(to destination: ExportDestination, unnamed: Bool = true) throws(CoachError) {
    let renderer = try Renderer(timeline, clips: TestClips())
    let output = OutputBuffer(try OutputFile(destination, unnamed: unnamed))
    try WaveWriter(renderer, layout: WaveLayout(timeline), to: output).write { _ in }
  }

  func expectError(
    _ code: CoachError.Code, writing path: String, unnamed: Bool = true,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try folder.contents()
    let error = #expect(throws: CoachError.self, sourceLocation: location) {
      try write(to: .file(path), unnamed: unnamed)
    }
    #expect(error?.code == code, sourceLocation: location)
    #expect(error?.message.contains(path) == true, sourceLocation: location)
    #expect(error?.advice.isEmpty == false, sourceLocation: location)
    #expect(try folder.contents() == before, sourceLocation: location)
  }

  @Test func aFolderIsNotAFile() throws {
    try expectError(.notAFile, writing: folder.path)
    try expectError(.notAFile, writing: folder.path + "/")
    try expectError(.notAFile, writing: folder.path("new/"))
  }

  @Test func aMissingFolderIsNamed() throws {
    try expectError(.folderMissing, writing: folder.path("none/out.wav"))
    #expect(FileManager.default.createFile(atPath: folder.path("file"), contents: nil))
    try expectError(.folderMissing, writing: folder.path("file/out.wav"))
  }

  @Test func aNameTooLongIsRefused() throws {
    try expectError(.notAFile, writing: folder.path(String(repeating: "x", count: 300)))
  }

  /// Root may write in every folder, so this is one in which nobody can.
  @Test func aFolderWithoutWritePermissionIsNamed() throws {
    try expectError(.notWritable, writing: "/sys/out.wav")
  }

  @Test(arguments: [true, false])
  func aFullDiskLeavesNothing(unnamed: Bool) throws {
    #expect(CoachError.writing("x", .noSpace).code == .diskFull)
    #expect(CoachError.writing("x", .diskQuotaExceeded).code == .diskFull)
    #expect(CoachError.writing("x", .fileTooLarge).code == .diskFull)
    try expectError(.diskFull, writing: "/dev/full", unnamed: unnamed)
  }

  @Test func aClosedPipeIsAnErrorAndNotASignal() throws {
    let path = folder.path("fifo")
    #expect(mkfifo(path, 0o600) == 0)
    let reader = open(path, O_RDONLY | O_NONBLOCK)
    let thread = Thread {
      var byte: UInt8 = 0
      // Closes the pipe as soon as something comes.
      _ = eventually { read(reader, &byte, 1) == 1 }
      close(reader)
    }
    thread.start()
    try expectError(.closedPipe, writing: path)
  }

  @Test func aTargetIsReplacedWholeAndKeepsItsPermissions() throws {
    let path = folder.path("out.wav")
    #expect(FileManager.default.createFile(atPath: path, contents: Data("old".utf8)))
    chmod(path, 0o640)
    for unnamed in [true, false] {
      try write(to: .file(path), unnamed: unnamed)
      var status = stat()
      #expect(stat(path, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o640)
      #expect(Int64(status.st_size) == WaveLayout(timeline).fileBytes)
      #expect(try folder.contents() == ["out.wav"])
    }
  }

  @Test func anUnfinishedFileDoesNotAppear() throws {
    for unnamed in [true, false] {
      do {
        var output = try OutputFile(.file(folder.path("out.wav")), unnamed: unnamed)
        [UInt8](repeating: 1, count: 100).withUnsafeBytes { bytes in
          do throws(CoachError) { try output.write(bytes) } catch { Issue.record(error) }
        }
        #expect(try folder.contents().filter { $0 == "out.wav" }.isEmpty)
        #expect(try folder.contents().isEmpty == unnamed, "a hidden name where it needs one")
      }
      #expect(try folder.contents().isEmpty)
    }
  }

  @Test func aLinkIsWrittenThrough() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path("music"), withIntermediateDirectories: false)
    #expect(symlink("music/real.wav", folder.path("link.wav")) == 0)
    for _ in 1...2 {
      try write(to: .file(folder.path("link.wav")))
      #expect(try folder.contents() == ["link.wav", "music"])
      let link = try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link.wav"))
      #expect(link == "music/real.wav")
      #expect(FileManager.default.fileExists(atPath: folder.path("music/real.wav")))
    }
    #expect(symlink("loop.wav", folder.path("loop.wav")) == 0)
    try expectError(.notAFile, writing: folder.path("loop.wav"))
  }

  @Test func aStreamIsTheSameBytesAsAFile() throws {
    let path = folder.path("fifo")
    #expect(mkfifo(path, 0o600) == 0)
    let copy = try Child(
      ["cat", path], environment: ProcessInfo.processInfo.environment,
      output: folder.path("copy.wav"))
    try write(to: .file(path))
    #expect(copy.wait() == 0)
    try write(to: .file(folder.path("out.wav")))
    #expect(
      FileManager.default.contentsEqual(
        atPath: folder.path("copy.wav"), andPath: folder.path("out.wav")))
  }

  @Test func aDeviceIsWrittenToAndNotReplaced() throws {
    try write(to: .file("/dev/null"))
    var status = stat()
    #expect(stat("/dev/null", &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFCHR)
  }
}
