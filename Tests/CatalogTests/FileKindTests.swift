import Catalog
import RoutineScript
import TestSupport
import Testing

@Suite("What a file is for is told by its keys")
struct FileKindTests {
  private func kind(_ text: String) -> FileKind? {
    FileKind(of: SourceText(name: "file.yaml", text: text))
  }

  @Test(
    arguments: [
      ("about: A\nlanguage: en\nrate: 140\n", FileKind.voice),
      ("# A\nlanguage: en # B\nword gap : 1\r\nloudness: -20\n", .voice),
      ("language: it\nnumbers: [zero, uno]\n", .phrases),
      ("signs: { to: a }\nunits: { s: [segundo, segundos] }\n", .pronunciation),
      ("steps:\n  - say: x\nrate: 140\npitch: 3\n", .routine), ("title: T\n", .routine),
      // Of another program, or too little to tell.
      ("services: {}\nversion: 3\n", nil), ("about: A\nlanguage: en\nvoice: calm\n", nil),
      ("rate: 3\n", nil), ("x:\n  language: en\n  rate: 140\n", nil), ("", nil),
    ])
  func kinds(text: String, kind: FileKind?) {
    #expect(self.kind(text) == kind)
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
