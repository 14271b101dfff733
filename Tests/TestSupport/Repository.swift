public import CueTimeline
public import Foundation
internal import RoutineScript
import SourceYAML
public import SpokenText

/// The files of the project that tests read.
public enum Repository {
  /// The project's top folder.
  public static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A file's text.
  public static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The routines that ship, by name.
  public static func routines() throws -> [String] {
    try names(in: "Scripts")
  }

  /// The voices that ship, by name.
  public static func voices() throws -> [String] {
    try names(in: "Voices")
  }

  /// The templates of `coach new`, by language.
  public static func templates() throws -> [String] {
    try names(in: "Scripts/templates")
  }

  /// The translations that ship, by their files' names: `upper-back-relief.es`.
  public static func translations() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Scripts").path())
      .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
      .filter { $0.contains(".") }.sorted()
  }

  /// The names of a folder's YAML files, without translations (`routine.es.yaml`).
  public static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path())
      .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
      .filter { !$0.contains(".") }.sorted()
  }

  /// The English phrases.
  public static func english() throws -> PhraseCatalogue { try phrases("en") }

  /// The languages that have phrases, by their tags.
  public static func languages() throws -> [String] { try names(in: "Voices/phrases") }

  /// The phrases of a language, by its tag.
  public static func phrases(_ language: String) throws -> PhraseCatalogue {
    let path = "Voices/phrases/\(language).yaml"
    let (catalogue, diagnostics) = PhraseCatalogue.read(
      SourceText(name: path, text: try text(path)))
    guard let catalogue else { throw Broken(findings: diagnostics.map(\.message)) }
    return catalogue.counting(by: try pronunciation(language))
  }

  /// How a language's signs, units and abbreviations are said, by its tag.
  public static func pronunciation(_ language: String = "en") throws -> Pronunciation {
    let path = "Voices/pronunciation/\(language).yaml"
    let (pronunciation, diagnostics) = Pronunciation.parse(
      SourceText(name: path, text: try text(path)))
    guard let pronunciation, diagnostics.isEmpty else {
      throw Broken(findings: diagnostics.map(\.message))
    }
    return pronunciation
  }

  /// A file of the project that could not be read.
  public struct Broken: Error {
    public let findings: [String]
  }
}
