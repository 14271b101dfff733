import Foundation
import RoutineScript
import SourceYAML
import TestSupport
import Testing

@testable import Preparation
@testable import Speech

@Suite("The schema of voices agrees with their reader")
struct VoiceSchemaTests {
  private static let values = [
    "", "~", "x", "\"\"", "two words", "5", "150", "\"150\"", "-19", "-19.5", "1e1", "79", "450",
    "100",
    ".nan", "en", "en-us", "en+m3", "a/b", ".hidden", "calm", "[1]", "{}", "true",
    "a-tag-that-is-far-too-long",
  ]

  @Test("For every form of value for every key, and for the shipped voices")
  func agreement() throws {
    let made = Self.values.flatMap { value in
      (VoiceProfile.keys + ["rat"]).map { key in
        (key == "language" ? "" : "language: en\n") + "\(key): \(value)\n"
      }
    }
    let shipped = try Repository.voices().map { try Repository.text("Voices/\($0).yaml") }
    let variants = Repository.root.appending(path: "Voices/variants").path()
    let texts = made + shipped + ["about: x\n", "x\n"]
    let refusals = try SchemaValidator.refusals(of: texts, by: VoiceProfile.schema)
    for (text, refusal) in zip(texts, refusals) {
      let findings = VoiceProfile.parse(
        SourceText(name: "t", text: text), name: "t", variantFolders: [variants]
      ).diagnostics
      // Only the reader knows which variants exist; the schema does not compare a number in quotes
      // with a range, and NaN is a number to YAML.
      if findings.contains(where: { $0.message.hasPrefix("there is no variant") })
        || findings.contains(where: { $0.id == .outOfRange && $0.sourceLine.contains("\"") })
        || findings.contains(where: { $0.id == .badNumber && $0.sourceLine.contains(".nan") })
      {
        continue
      }
      #expect(findings.isEmpty == (refusal == nil), "\(text) \(refusal ?? "accepted")")
    }
  }

  @Test("Every key is in the schema with its meaning, and no other")
  func table() throws {
    let schema = try SchemaValidator.object(VoiceProfile.schema)
    let properties = try #require(schema["properties"] as? [String: [String: Any]])
    #expect(Set(properties.keys) == Set(VoiceProfile.keys))
    for (key, value) in properties {
      #expect((value["description"] as? String)?.hasSuffix(".") == true, "\(key)")
    }
  }
}
