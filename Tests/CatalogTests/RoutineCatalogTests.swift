import Catalog
import CoachErrors
import Foundation
import RoutineScript
import SourceYAML
import Speech
import TestSupport
import Testing

@Suite("Finding routines and voices")
struct RoutineCatalogTests {
  private func withFolders(_ body: (Folders, URL) throws -> Void) throws {
    let user = FileManager.default.temporaryDirectory.appending(path: "coach-user-\(UUID())")
    defer { try? FileManager.default.removeItem(at: user) }
    try FileManager.default.createDirectory(
      at: user.appending(path: "routines/sub"), withIntermediateDirectories: true)
    let builtIn = Repository.root.path(percentEncoded: false)
    try body(Folders(user: user.path(percentEncoded: false), builtIn: builtIn), user)
  }

  private func write(_ text: String, _ file: URL) throws {
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  @Test("The user's own come before those that ship")
  func order() throws {
    try withFolders { folders, user in
      let catalog = RoutineCatalog(folders)
      #expect(catalog.entries.contains { $0.name == "upper-back-relief" && $0.isBuiltIn })
      try write(
        "title: Mine\nsteps:\n  - say: x\n",
        user.appending(path: "routines/upper-back-relief.yaml"))
      #expect(catalog.entries.contains { $0.name == "upper-back-relief" && !$0.isBuiltIn })
      let source = try catalog.source("upper-back-relief")
      #expect(catalog.parse(source, set: [:]).routine?.title == "Mine")
    }
  }

  @Test("Includes: beside the script, by name, and never out of its folder")
  func includes() throws {
    try withFolders { folders, user in
      let routines = user.appending(path: "routines")
      let script = { (name: String) in "title: T\nsteps:\n  - include: \(name)\n" }
      try write("title: B\nsteps:\n  - say: Beside.\n", routines.appending(path: "sub/beside.yaml"))
      try write("title: O\nsteps:\n  - say: Outside.\n", routines.appending(path: "outside.yaml"))
      try FileManager.default.createSymbolicLink(
        at: routines.appending(path: "sub/link.yaml"),
        withDestinationURL: routines.appending(path: "outside.yaml"))
      let catalog = RoutineCatalog(folders)
      let findings = { (name: String) in
        let file = routines.appending(path: "sub/main.yaml")
        try write(script(name), file)
        let source = try catalog.source(file.path(percentEncoded: false))
        return catalog.parse(source, set: [:]).diagnostics.map(\.id)
      }
      #expect(try findings("beside") == [])
      #expect(try findings("beside.yaml") == [])
      #expect(try findings("upper-back-relief") == [])
      #expect(try findings("../outside.yaml") == [.includeMissing])
      #expect(try findings("link.yaml") == [.includeMissing])
      #expect(try findings("/etc/hosts.yaml") == [.includeMissing])
      #expect(try findings("main") == [.includeCycle])
    }
  }

  @Test("A voice of the user's, and what is wrong with one")
  func voices() throws {
    try withFolders { folders, user in
      let voices = user.appending(path: "voices")
      try FileManager.default.createDirectory(at: voices, withIntermediateDirectories: true)
      try write("about: Mine.\nlanguage: en\nrate: 140\n", voices.appending(path: "mine.yaml"))
      try write("about: Bad.\nlanguage: en\nrte: 140\n", voices.appending(path: "bad.yaml"))
      try write("about: Far.\nlanguage: tlh\n", voices.appending(path: "far.yaml"))
      let catalog = VoiceCatalog(folders)
      #expect(catalog.names.contains("mine"))
      #expect(try catalog.voice(named: "mine").profile.about == "Mine.")
      #expect(throws: CoachError.self) { try catalog.voice(named: "bad") }
      #expect(throws: CoachError.self) { try catalog.voice(named: "far") }
      #expect(throws: CoachError.self) { try catalog.voice(named: "../mine") }
    }
  }

  @Test("What somebody saves while a file is formatted or fixed is not written over")
  func savedMeanwhile() throws {
    try withFolders { folders, user in
      let file = user.appending(path: "routines/mine.yaml")
      try write("titel:   T\nsteps:\n- say: x\n", file)
      let path = file.path(percentEncoded: false)
      let formatted = try FormattedFile(path, in: folders)
      let source = try RoutineCatalog(folders).source(path)
      try write("title: newer\nsteps:\n- say: y\n", file)
      #expect(throws: CoachError.self) { try formatted.write() }
      #expect(throws: CoachError.self) { try RoutineCatalog(folders).correct(source) }
      #expect(try String(contentsOf: file, encoding: .utf8) == "title: newer\nsteps:\n- say: y\n")
    }
  }
}
