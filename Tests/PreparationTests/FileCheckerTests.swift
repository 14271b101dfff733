import Catalog
import CoachErrors
import Foundation
import Preparation
import RoutineScript
import SourceYAML
import TestSupport
import Testing

@Suite("Files that are checked one after the other", .serialized)
struct FileCheckerTests {
  private let folder: URL
  private let folders: Folders

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "coach-check-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    folders = Folders(
      user: folder.appending(path: "none").path(percentEncoded: false),
      builtIn: Repository.root.path(percentEncoded: false))
  }

  private func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Writes a file and returns its path.
  private func write(_ text: String, to name: String) throws -> String {
    let file = folder.appending(path: name)
    try text.write(to: file, atomically: true, encoding: .utf8)
    return file.path(percentEncoded: false)
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test("A script is read in its own language first, then in those of its translations")
  func languages() throws {
    defer { remove() }
    let path = try write("title: T\nsteps:\n  - say: Hello.\n", to: "short.yaml")
    _ = try write(
      "language: es\ntexts:\n  - { original: Hello., text: Hola. }\n", to: "short.es.yaml")
    let file = FileChecker(folders).check(path)
    #expect(file.kind == .routine)
    #expect(file.readings.map(\.language) == [nil, "es"])
    #expect(file.readings.map(\.missing) == [0, 1])
    #expect(file.readings.map(\.isSound) == [true, true])
    #expect(file.lengths.map(\.language) == [nil, "es"])
    #expect(file.findings.map(\.id) == [.missingText])
    #expect(!file.hasErrors)
    #expect(file.failure == nil && file.obstacle == nil)
  }

  @Test("A script with an error is not read in other languages")
  func error() throws {
    defer { remove() }
    let path = try write("title: T\nsteps:\n  - sai: Hello.\n", to: "short.yaml")
    _ = try write("language: es\ntexts: []\n", to: "short.es.yaml")
    let file = FileChecker(folders).check(path)
    #expect(file.readings.map(\.isSound) == [false])
    #expect(file.hasErrors)
    #expect(try text(path).contains("sai"))
  }

  @Test("An error in a translation alone makes the file fail")
  func translation() throws {
    defer { remove() }
    let path = try write("title: T\nsteps:\n  - say: Hello.\n", to: "short.yaml")
    _ = try write("language: es\ntextos: []\n", to: "short.es.yaml")
    let file = FileChecker(folders).check(path)
    #expect(file.readings.first?.isSound == true)
    #expect(file.readings.last?.isSound == false)
    #expect(file.hasErrors)
  }

  @Test("What can be fixed is fixed first, in the script and then in its translations")
  func fixing() throws {
    defer { remove() }
    let path = try write("title: T\nsteps:\n  - sayy: Hello.\n", to: "short.yaml")
    let spanish = try write(
      "language: es\ntexts:\n  - { original: T, text: T }\n  - { orignal: Hello., text: Hola. }\n",
      to: "short.es.yaml")
    let file = FileChecker(folders, fixing: true).check(path)
    #expect(file.corrections.map(\.file) == [path, spanish])
    #expect(file.corrections.map(\.count) == [1, 1])
    #expect(file.findings.isEmpty)
    #expect(try text(path) == "title: T\nsteps:\n  - say: Hello.\n")
    #expect(try text(spanish).contains("{ original: Hello., text: Hola. }"))
  }

  @Test("A file that cannot be read is a finding, and the check goes on")
  func unreadable() throws {
    defer { remove() }
    let checker = FileChecker(folders)
    let missing = folder.appending(path: "missing.yaml").path(percentEncoded: false)
    let file = checker.check(missing)
    #expect(file.failure != nil && file.obstacle == nil)
    #expect(file.kind == nil && file.readings.isEmpty)
    #expect(file.findings.map(\.id) == [.unreadable])
    #expect(file.hasErrors)
    #expect(!checker.check("think-tall").hasErrors)
  }

  @Test("A routine that ships is not changed, and its file fails")
  func builtIn() throws {
    defer { remove() }
    let builtIn = folder.appending(path: "data")
    try FileManager.default.createDirectory(
      at: builtIn.appending(path: "Scripts"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: builtIn.appending(path: "Voices"),
      withDestinationURL: Repository.root.appending(path: "Voices"))
    let path = try write("title: T\nsteps:\n  - sayy: Hello.\n", to: "data/Scripts/short.yaml")
    let folders = Folders(
      user: folder.appending(path: "none").path(percentEncoded: false),
      builtIn: builtIn.path(percentEncoded: false))
    let file = FileChecker(folders, fixing: true).check("short")
    #expect(file.failure?.message.contains("ships with coach") == true)
    #expect(file.corrections.isEmpty && file.hasErrors)
    #expect(try text(path).contains("sayy"))
  }

  @Test("A file of a voice is checked as such")
  func voice() throws {
    defer { remove() }
    let calm = Repository.root.appending(path: "Voices/calm.yaml").path(percentEncoded: false)
    let file = FileChecker(folders).check(calm)
    #expect(file.kind == .voice)
    #expect(file.readings.map(\.isSound) == [true])
    #expect(file.lengths.isEmpty && file.findings.isEmpty)
  }
}
