import Catalog
import CoachErrors
import CueTimeline
import Foundation
import Preparation
import RoutineScript
import ScriptTools
import SourceYAML
import Speech
import SpokenText
import TestSupport
import Testing

/// An article's examples as files beside each other, as a reader would keep them.
struct ExampleFolder {
  /// An example, and the file it is.
  struct File {
    let example: Example
    let path: String
  }

  /// A home of its own.
  let home: URL
  let files: [File]
  let folders: Folders

  init(_ article: MarkdownFile) throws {
    let home = FileManager.default.temporaryDirectory.appending(path: "coach-docs-\(UUID())")
    self.home = home
    folders = Folders(
      user: home.path(percentEncoded: false) + "/.config/coach",
      builtIn: Repository.root.path(percentEncoded: false))
    let frame = try Articles.frame()
    var files: [File] = []
    for block in article.blocks where block.kind == "yaml" || block.file != nil {
      guard block.kind == "yaml" else {
        try Self.write(block.text, to: Self.path(of: block.file ?? "", in: home))
        continue
      }
      let example = try Example(block, frame: frame)
      let folder = example.kind == .voice ? ".config/coach/voices/" : ""
      let path = Self.path(of: block.file ?? "\(folder)example-\(block.line).yaml", in: home)
      try Self.write(example.source.text, to: path)
      files.append(File(example: example, path: path))
    }
    self.files = files
  }

  private static func path(of file: String, in home: URL) -> String {
    home.appending(path: file.hasPrefix("~/") ? String(file.dropFirst(2)) : file)
      .path(percentEncoded: false)
  }

  private static func write(_ text: String, to path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// Removes it with all that is in it.
  func remove() { try? FileManager.default.removeItem(at: home) }

  /// Everything that is found in the files, as `coach check` finds it, by their paths.
  func findings() throws -> [String: [Diagnostic]] {
    var found: [String: [Diagnostic]] = [:]
    for file in files {
      for finding in try findings(in: file)
      where !found[finding.span.file, default: []].contains(finding) {
        found[finding.span.file, default: []].append(finding)
      }
    }
    return found
  }

  private func findings(in file: File) throws -> [Diagnostic] {
    let source = SourceText(name: file.path, text: file.example.source.text)
    switch file.example.kind {
    case .routine: return try routineFindings(file.path) + formatFindings(of: file)
    case .translation: return try translationFindings(of: file) + formatFindings(of: file)
    case .voice: return try voiceFindings(source) + formatFindings(of: file)
    case .phrases: return PhraseCatalogue.read(source).1
    case .pronunciation: return Pronunciation.parse(source).diagnostics
    }
  }

  /// A routine's findings in its own language, and in every other it has texts in.
  private func routineFindings(_ path: String) throws -> [Diagnostic] {
    let catalog = RoutineCatalog(folders)
    let source = try catalog.source(path)
    let voices = VoiceCache()
    var found: [Diagnostic] = []
    for language in [nil] + catalog.translations(of: source).map(Optional.some) {
      do throws(CoachError) {
        let check = try RoutineCheck(source, in: folders, language: language)
        found += check.diagnostics
        for variant in check.variants where variant.length != nil {
          let choices = ListenerChoices(
            language: language, level: variant.level,
            withBaby: variant.withBaby)
          let timeline = try Preparation(source, choices, in: folders, from: voices).timeline
          #expect(TimelineRules.violations(of: timeline) == [])
          #expect(timeline.duration == variant.length)
        }
      } catch {
        guard !error.findings.isEmpty else { throw error }
        found += error.findings
      }
    }
    return found
  }

  /// A translation without a name belongs to the routine above it, and leaves nothing open there;
  /// one with a name is read with the routine that it is called after.
  private func translationFindings(of file: File) throws -> [Diagnostic] {
    let before = files.prefix { $0.path != file.path }
    guard file.example.block.file == nil else {
      let routine = (file.path as NSString).deletingPathExtension as NSString
      #expect(before.contains { $0.path == routine.deletingPathExtension + ".yaml" }, "no routine")
      return []
    }
    let text = file.example.source.text
    let language = try #require(text.firstMatch(of: /(?m)^language: (.+)$/)).output.1
    let routine = try #require(before.last { $0.example.kind == .routine }).example.source.text
    let name = (file.path as NSString).deletingPathExtension + "/routine"
    try Self.write(routine, to: "\(name).yaml")
    try Self.write(text, to: "\(name).\(language).yaml")
    return try routineFindings("\(name).yaml").map { finding in
      let span = SourceSpan(file: file.path, start: finding.span.start, end: finding.span.end)
      return Diagnostic(
        finding.severity, finding.id, finding.message, at: span, sourceLine: finding.sourceLine)
    }
  }

  private func voiceFindings(_ source: SourceText) throws -> [Diagnostic] {
    let name = ((source.name as NSString).lastPathComponent as NSString).deletingPathExtension
    do throws(CoachError) {
      // It speaks, in its language.
      _ = try Preparation(saying: [], ListenerChoices(voice: name), in: folders)
      return []
    } catch {
      guard !error.findings.isEmpty else { throw error }
      return error.findings
    }
  }

  /// What stands in the way of laying a file out, where its own words do not say more.
  private func formatFindings(of file: File) -> [Diagnostic] {
    let source = SourceText(name: file.path, text: file.example.source.text)
    switch ScriptFormatter.format(source) {
    case .refused(let findings): return findings.filter { $0.id == .cannotFormat }
    case .formatted(let text):
      // A mark is a comment that has to stay where it is.
      if file.example.source.expectations.isEmpty {
        #expect(text == source.text, "line \(file.example.block.line): not formatted")
      }
      return []
    }
  }
}
