import RoutineScript
import SourceYAML
import Testing

@testable import Speech

@Suite("Voice files")
struct VoiceFileTests {
  func findings(_ text: String) -> [String] {
    let (profile, diagnostics) = VoiceProfile.parse(
      SourceText(name: "voice.yaml", text: text), name: "voice", variantFolders: [Shipped.variants])
    #expect((profile == nil) == diagnostics.contains { $0.severity == .error })
    return diagnostics.map { "\($0.span.start.line):\($0.span.start.column) \($0.id.name)" }
  }

  @Test("Shipped voices are complete", arguments: Shipped.names)
  func shipped(name: String) throws {
    let voice = try Shipped.voice(name)
    #expect(voice.name == name)
    #expect(voice.about.isEmpty == false)
    // A style sounds the same in every language.
    let style = name.prefix { $0 != "-" }
    #expect(voice.variant == "\(Shipped.variants)/\(style)")
  }

  @Test("Mistakes are reported at their place")
  func mistakes() {
    #expect(findings("language: en\n") == [])
    #expect(findings("") == ["1:1 empty"])
    #expect(findings("just text") == ["1:1 wrong-shape"])
    #expect(findings("language: en\nrat: 150") == ["2:1 unknown-key"])
    #expect(findings("rate: 150") == ["1:1 missing-key"])
    #expect(
      findings("language: en\nrate: fast\npitch: 120\nloudness: [1]\nvariant: clam")
        == ["2:7 bad-number", "3:8 out-of-range", "4:11 wrong-shape", "5:10 bad-word"])
    #expect(findings("language: en+m3") == ["1:11 bad-word"])
    #expect(findings("language: en\nvariant: ../../etc/passwd") == ["2:10 bad-word"])
    #expect(findings("language: en\n\tpitch: 1").isEmpty == false)
    #expect(findings("\u{0}\u{1}").isEmpty == false)
  }
}
