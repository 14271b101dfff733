import Catalog
import CoachErrors
import Foundation
import RoutineScript
import TestSupport
import Testing

@Suite("The translation file of a routine")
struct TranslationDraftTests {
  private let folder: URL
  private let folders: Folders
  private let script: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "coach-draft-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    folders = Folders(
      user: folder.appending(path: "own").path(percentEncoded: false),
      builtIn: Repository.root.path(percentEncoded: false))
    script = folder.appending(path: "short.yaml").path(percentEncoded: false)
    try write("title: Short\nsteps:\n  - say: Hello.\n", to: "short.yaml")
  }

  private func remove() { try? FileManager.default.removeItem(at: folder) }

  private func path(_ name: String) -> String {
    folder.appending(path: name).path(percentEncoded: false)
  }

  private func write(_ text: String, to name: String) throws {
    try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  private func code(_ body: () throws(CoachError) -> Void) -> CoachError.Code? {
    do throws(CoachError) { try body() } catch { return error.code }
    return nil
  }

  @Test("It continues the translation there is, and replaces no other file")
  func continued() throws {
    defer { remove() }
    try write(
      "language: fr\ntexts:\n  - { original: Hello., text: Bonjour. }\n", to: "short.fr.yaml")
    try write("language: de\ntexts: []\n", to: "short.de.yaml")
    let draft = try TranslationDraft(of: script, into: "fr", in: folders)
    #expect(draft.translation.missing == 1)
    #expect(draft.text.contains("Bonjour."))
    for other in ["short.yaml", "short.de.yaml"] {
      let before = try text(other)
      #expect(code { () throws(CoachError) in try draft.write(to: path(other)) } == .other)
      #expect(try text(other) == before)
    }
    try draft.write(to: path("short.fr.yaml"))
    #expect(try text("short.fr.yaml") == draft.text)
    // A link to it is the same file, and stays a link.
    try FileManager.default.createSymbolicLink(
      atPath: path("link.yaml"), withDestinationPath: "short.fr.yaml")
    try TranslationDraft(of: script, into: "fr", in: folders).write(to: path("link.yaml"))
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: path("link.yaml"))
        == "short.fr.yaml")
  }

  @Test("It keeps the permissions of the file that it continues")
  func permissions() throws {
    defer { remove() }
    try write("language: fr\ntexts: []\n", to: "short.fr.yaml")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: path("short.fr.yaml"))
    try TranslationDraft(of: script, into: "fr", in: folders).write(to: path("short.fr.yaml"))
    let attributes = try FileManager.default.attributesOfItem(atPath: path("short.fr.yaml"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test("It is begun in a file that a shell has made, but not in a folder or a pipe")
  func begun() throws {
    defer { remove() }
    let draft = try TranslationDraft(of: script, into: "fr", in: folders)
    try write("", to: "short.fr.yaml")
    try draft.write(to: path("short.fr.yaml"))
    #expect(try text("short.fr.yaml") == draft.text)
    #expect(code { () throws(CoachError) in try draft.write(to: path("")) } == .other)
    #expect(mkfifo(path("pipe"), 0o600) == 0)
    #expect(code { () throws(CoachError) in try draft.write(to: path("pipe")) } == .other)
  }

  @Test("Only the folder of the user's own routines is made")
  func makesFolder() throws {
    defer { remove() }
    let draft = try TranslationDraft(of: script, into: "fr", in: folders)
    try draft.write(to: path("own/routines/short.fr.yaml"))
    #expect(try text("own/routines/short.fr.yaml") == draft.text)
    #expect(
      code { () throws(CoachError) in try draft.write(to: path("no/such/short.fr.yaml")) }
        == .notWritable)
  }

  @Test("A routine is not translated into its own language")
  func same() throws {
    defer { remove() }
    let code = code { () throws(CoachError) in
      _ = try TranslationDraft(of: script, into: "en", in: folders)
    }
    #expect(code == .other)
  }
}
