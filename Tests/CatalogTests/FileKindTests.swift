import Catalog
import RoutineScript
import SourceYAML
import TestSupport
import Testing

@Suite("A file's keys show what it is for")
struct FileKindTests {
  private func kind(
    _ text: String, _ name: String = "file.yaml", isNamed: Bool = true
  ) -> FileKind? {
    FileKind(of: SourceText(name: name, text: text), isNamed: isNamed)
  }

  @Test(
    arguments: [
      ("about: A\nlanguage: en\nrate: 140\n", FileKind.voice),
      ("# A\nlanguage: en # B\nword gap : 1\r\nloudness: -20\n", .voice),
      ("language: it\nnumbers: [zero, uno]\n", .phrases),
      ("signs: { to: a }\nunits: { s: [segundo, segundos] }\n", .pronunciation),
      ("steps:\n  - say: x\nrate: 140\npitch: 3\n", .routine), ("title: T\n", .routine),
      // Somebody forgot a colon, the language, or that a voice has no title.
      ("title Neck\nabout: x\n", .routine), ("steps\n  - say: x\n", .routine),
      ("about A\nlanguage: en\nrate: 120\n", .voice), ("rate: 3\n", .voice),
      ("title: Morning\nlanguage: en\nrate: 120\n", .voice), ("phrases: { a: b }\n", .phrases),
      // Of another program, or too little to tell.
      ("services: {}\nversion: 3\n", nil), ("about: A\nlanguage: en\nvoice: calm\n", nil),
      ("x:\n  language: en\n  rate: 140\n", nil), ("", nil),
    ])
  func kinds(text: String, kind: FileKind?) {
    #expect(self.kind(text) == kind)
  }

  @Test("A voice's folder tells it, and a file that nobody named has to tell more")
  func places() {
    #expect(kind("language: en\n", "/a/voices/b.yaml") == .voice)
    #expect(kind("x: y\n", "/a/Voices/phrases/en.yaml") == .phrases)
    #expect(kind("", "/voices/pronunciation/en.yaml") == .pronunciation)
    #expect(kind("title: T\nsteps:\n", "/phrases/x.yaml") == .routine)
    #expect(kind("title: T\nsteps:\n", "/voices/x.yaml") == .routine)
    #expect(kind("rate: 3\n", isNamed: false) == nil)
    #expect(kind("language: en\nrate: 3\n", isNamed: false) == .voice)
  }

  @Test("Everything that ships is what it is")
  func shipped() throws {
    for (folder, kind) in [
      ("Scripts", FileKind.routine), ("Voices", .voice), ("Voices/phrases", .phrases),
      ("Voices/pronunciation", .pronunciation),
    ] {
      let names = try Repository.names(in: folder)
      #expect(!names.isEmpty)
      for name in names {
        #expect(try self.kind(Repository.text("\(folder)/\(name).yaml")) == kind, "\(name)")
      }
    }
  }
}
