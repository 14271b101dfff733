import Foundation
import Testing

@testable import Platform

@Suite("Questions to the file system")
struct FileSystemTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(
    "A path has a folder and a name",
    arguments: [
      ["/a/b", "/a", "b"], ["/a/b/", "/a", "b"], ["/a", "/", "a"], ["a", ".", "a"],
      ["a/b//c", "a/b", "c"], ["./a", ".", "a"], ["a/..", "a", ".."], ["/", "/", ""],
      ["", ".", ""],
    ])
  func split(_ parts: [String]) {
    #expect(FileSystem.folder(of: parts[0]) == parts[1])
    #expect(FileSystem.name(of: parts[0]) == parts[2])
  }

  @Test("A standard path is absolute, without dots")
  func standardPath() {
    #expect(FileSystem.standardPath(of: "/a/./b/../c//d/") == "/a/c/d")
    let here = FileManager.default.currentDirectoryPath
    #expect(FileSystem.standardPath(of: "x/../y") == (here == "/" ? "" : here) + "/y")
    #expect(FileSystem.absolutePath(of: "/a/../b") == "/a/../b")
  }

  @Test("Links are distinguished from what they lead to")
  func links() throws {
    try scratch.write("x", to: "file")
    #expect(symlink("file", scratch["link"]) == 0)
    #expect(symlink("nothing", scratch["dangling"]) == 0)
    #expect(FileSystem.linkTarget(of: scratch["link"]) == "file")
    #expect(FileSystem.linkTarget(of: scratch["file"]) == nil)
    #expect(FileSystem.exists(scratch["link"]) && FileSystem.isTaken(scratch["link"]))
    #expect(!FileSystem.exists(scratch["dangling"]) && FileSystem.isTaken(scratch["dangling"]))
    #expect(!FileSystem.isTaken(scratch["nothing"]))
    let real = try #require(FileSystem.realPath(of: scratch.path))
    #expect(FileSystem.realPath(of: scratch["link"]) == real + "/file")
    #expect(FileSystem.realPath(of: scratch["dangling"]) == nil)
    #expect(FileSystem.isFolder(scratch.path) && !FileSystem.isFolder(scratch["link"]))
  }

  @Test("A folder is made with those above it, and stays as it is if it is there")
  func makeFolder() throws {
    try FileSystem.makeFolder(scratch["a/b/c/"], mode: 0o700)
    for folder in ["a", "a/b", "a/b/c"] { #expect(try scratch.permissions(folder) == 0o700) }
    #expect(chmod(scratch["a/b/c"], 0o755) == 0)
    try FileSystem.makeFolder(scratch["a/b/c"], mode: 0o700)
    #expect(try scratch.permissions("a/b/c") == 0o755)
    #expect(symlink("a", scratch["link"]) == 0)
    try FileSystem.makeFolder(scratch["link/d"])
    #expect(FileSystem.isFolder(scratch["a/d"]))
    try scratch.write("x", to: "file")
    #expect(throws: Errno.fileExists) { try FileSystem.makeFolder(scratch["file"]) }
    #expect(throws: Errno.notDirectory) { try FileSystem.makeFolder(scratch["file/x/y"]) }
    #expect(throws: (any Error).self) { try FileSystem.makeFolder("/proc/coach/x") }
  }

  @Test("A file is read whole, and its folder lists it until it is removed")
  func contents() throws {
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try Data(bytes).write(to: URL(filePath: scratch["file"]))
    #expect(try FileSystem.contents(of: scratch["file"]) == bytes)
    #expect(
      try Descriptor(opening: scratch["file"], O_RDONLY).readAll(atMost: 70_000).count == 70_000)
    #expect(try FileSystem.names(in: scratch.path) == ["file"])
    try FileSystem.remove(scratch["file"])
    #expect(throws: Errno.noSuchFileOrDirectory) { try FileSystem.remove(scratch["file"]) }
    #expect(throws: Errno.noSuchFileOrDirectory) {
      _ = try FileSystem.contents(of: scratch["file"])
    }
    #expect(throws: Errno.noSuchFileOrDirectory) { _ = try FileSystem.names(in: scratch["file"]) }
    #expect(try FileSystem.names(in: scratch.path) == [])
  }

  @Test("A lock keeps others out, shared ones let each other in, and it ends with its owner")
  func locks() throws {
    func lock(_ kind: FileLock.Kind) throws(Errno) -> FileLock {
      try FileLock(Descriptor(opening: scratch["lock"], O_RDWR | O_CREAT, mode: 0o600), kind)
    }
    do {
      let mine = try lock(.exclusive)
      #expect(throws: Errno.wouldBlock) { try lock(.shared).unlock() }
      // Out of the expectations, which cannot take what is not copied.
      let hadName = mine.hasName
      try FileSystem.remove(scratch["lock"])
      let hasName = mine.hasName
      #expect(hadName && !hasName)
      try lock(.exclusive).unlock()
      mine.unlock()
    }
    let first = try lock(.shared)
    try lock(.shared).unlock()
    #expect(throws: Errno.wouldBlock) { try lock(.exclusive).unlock() }
    first.unlock()
    try lock(.exclusive).unlock()
  }

  @Test("Writing to a closed pipe is an error, not the end of the program")
  func closedPipe() throws {
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    let end = Descriptor(owning: ends[1])
    #expect(close(ends[0]) == 0)
    #expect(throws: Errno.brokenPipe) { try end.write([1, 2, 3]) }
  }

  @Test("A descriptor that was borrowed stays open; one that was taken over is closed")
  func ownership() throws {
    let number = open("/dev/null", O_WRONLY | O_CLOEXEC)
    do { try Descriptor(borrowing: number).write([1]) }
    #expect(fcntl(number, F_GETFD) == FD_CLOEXEC)
    try Descriptor(borrowing: number).close()
    #expect(fcntl(number, F_GETFD) == FD_CLOEXEC)
    // Numbers are given out again at once, so what was closed is looked for by its inode.
    let path = scratch["file"]
    try scratch.write("", to: "file")
    let opened = try Descriptor(opening: path, O_RDONLY).number
    #expect(FileSystem.linkTarget(of: "/proc/self/fd/\(opened)") != path)
    close(number)
  }
}
