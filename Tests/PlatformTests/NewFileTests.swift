import Foundation
import Testing

@testable import Platform

@Suite("Files that appear when they are whole")
struct NewFileTests {
  private static let drafts: [NewFile.Draft] = [.unnamed, .guarded, .hidden, .named(".draft")]
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Writes a text without closures, which a file that is not copied cannot go into.
  private func begin(
    _ name: String, _ text: String, as draft: NewFile.Draft, mode: mode_t = 0o666
  ) throws -> NewFile {
    let file = try NewFile(at: scratch[name], as: draft, mode: mode)
    try file.write(Array(text.utf8))
    return file
  }

  @Test("A file that is not finished never appears, and leaves nothing behind", arguments: drafts)
  func unfinished(_ draft: NewFile.Draft) throws {
    do {
      let file = try begin("file", "half", as: draft)
      #expect(try scratch.names.isEmpty == (draft == .unnamed))
      #expect(try !scratch.names.contains("file"))
      try file.sync()
    }
    #expect(try scratch.names == [])
  }

  @Test("A new file takes the place of an old one, and nothing else stays", arguments: drafts)
  func replaced(_ draft: NewFile.Draft) throws {
    for text in ["one", "two, which is longer", "3"] {
      try begin("file", text, as: draft).replace(syncsFolder: true)
      #expect(try scratch.text("file") == text)
      #expect(try scratch.names == ["file"])
    }
  }

  @Test("A file is created only if its name is free", arguments: drafts)
  func created(_ draft: NewFile.Draft) throws {
    try begin("file", "first", as: draft).create()
    #expect(throws: Errno.fileExists) { try begin("file", "second", as: draft).create() }
    #expect(symlink("nowhere", scratch["link"]) == 0)
    #expect(throws: Errno.fileExists) { try begin("link", "second", as: draft).create() }
    #expect(try scratch.text("file") == "first")
    #expect(try scratch.names == ["file", "link"])
  }

  @Test("A link is replaced, and what it leads to stays as it is", arguments: drafts)
  func link(_ draft: NewFile.Draft) throws {
    try scratch.write("real", to: "real")
    #expect(symlink("real", scratch["link"]) == 0)
    try begin("link", "new", as: draft).replace()
    #expect(try scratch.text("real") == "real")
    #expect(FileSystem.linkTarget(of: scratch["link"]) == nil)
    #expect(try scratch.text("link") == "new")
  }

  @Test("A file has the permissions it was begun with, or those it is given", arguments: drafts)
  func permissions(_ draft: NewFile.Draft) throws {
    try begin("private", "x", as: draft, mode: 0o600).replace()
    #expect(try scratch.permissions("private") == 0o600)
    try scratch.write("old", to: "old")
    #expect(chmod(scratch["old"], 0o751) == 0)
    let file = try begin("old", "new", as: draft)
    try file.takePermissions(of: FileSystem.status(of: scratch["old"]))
    try file.replace()
    #expect(try scratch.permissions("old") == 0o751)
  }

  @Test("Holes read as zeros, at the end too")
  func holes() throws {
    let file = try begin("file", "a", as: .unnamed)
    try file.skip(3)
    try file.write(Array("b".utf8))
    try file.skip(2)
    try file.setLength(7)
    try file.replace()
    #expect(try scratch.text("file") == "a\0\0\0b\0\0")
  }

  @Test("A draft with a given name is overwritten, but not through a link")
  func namedDraft() throws {
    try scratch.write("what a crash left, which is long", to: ".draft")
    try begin("file", "x", as: .named(".draft")).replace()
    #expect(try scratch.text("file") == "x")
    #expect(symlink("file", scratch[".draft"]) == 0)
    #expect(throws: Errno.tooManySymbolicLinkLevels) {
      try begin("file", "y", as: .named(".draft")).replace()
    }
    #expect(try scratch.text("file") == "x")
  }

  @Test("The reason is reported if there is no such folder, or the place is a folder")
  func failures() throws {
    #expect(throws: Errno.noSuchFileOrDirectory) {
      try begin("none/file", "x", as: .unnamed).replace()
    }
    #expect(mkdir(scratch["folder"], 0o777) == 0)
    for draft in Self.drafts {
      #expect(throws: Errno.isDirectory) { try begin("folder", "x", as: draft).replace() }
    }
    #expect(try scratch.names == ["folder"])
  }

  @Test("A name too long for a draft's still has one")
  func longName() throws {
    let name = String(repeating: "x", count: 250)
    try begin(name, "x", as: .hidden).replace()
    #expect(try scratch.names == [name])
  }

  @Test("A signal comes when no file needs it held back any more")
  func signals() throws {
    let before = signal(SIGHUP, SIG_IGN)
    defer { signal(SIGHUP, before) }
    #expect(!SignalHold.isInterrupted)
    do {
      let file = try begin("file", "x", as: .guarded)
      // Ignored, it stays ignored.
      raise(SIGHUP)
      #expect(!SignalHold.isInterrupted)
      try file.replace()
    }
    #expect(try scratch.names == ["file"])
  }

  @Test("A small file is created once, and replaced with its folder made")
  func contents() throws {
    let path = scratch["a/b/file"]
    #expect(throws: Errno.noSuchFileOrDirectory) {
      try FileSystem.createFile(path, contents: [1])
    }
    try FileSystem.replaceFile(path, contents: [1, 2])
    #expect(try FileSystem.contents(of: path) == [1, 2])
    #expect(throws: Errno.fileExists) { try FileSystem.createFile(path, contents: [3]) }
    #expect(chmod(path, 0o604) == 0)
    try FileSystem.replaceFile(path, contents: [4], keeping: FileSystem.status(of: path))
    #expect(try FileSystem.contents(of: path) == [4])
    #expect(try scratch.permissions("a/b/file") == 0o604)
    try FileSystem.replaceFile(path, contents: [5])
    let mask = umask(0)
    umask(mask)
    #expect(try scratch.permissions("a/b/file") == 0o666 & ~Int(mask), "as a new file has them")
    #expect(try FileSystem.names(in: scratch["a/b"]) == ["file"])
  }
}
