import RoutineScript
import SourceYAML
import SpokenText
import Testing

@Suite("Pronunciation files")
struct PronunciationFileTests {
  @Test("What a pronunciation file lacks is reported")
  func missing() {
    func findings(_ text: String) -> [String] {
      Pronunciation.parse(SourceText(name: "en.yaml", text: text)).diagnostics
        .map { "\($0.span.start.line):\($0.span.start.column) \($0.id.name)" }
    }
    #expect(findings("calibration: One.") == ["1:1 missing-key"])
    #expect(
      findings("calibration: One.\nsigns: { to: to }\nunit: {}")
        == Array(repeating: "2:8 missing-key", count: 6) + ["3:1 unknown-key"])
  }
}
