import CueTimeline
import Foundation
import RoutineScript
import SourceYAML
import TestSupport
import Testing

@Suite("Texts of reminders")
struct ReminderTextTests {
  @Test("There are at least eight short texts, all different")
  func texts() throws {
    let reminders = try Repository.english().reminders
    #expect(reminders.count >= 8)
    #expect(Set(reminders).count == reminders.count)
    for text in reminders {
      for sentence in text.split(whereSeparator: { ".?!".contains($0) }) {
        #expect(sentence.split(separator: " ").count <= 20, "\(sentence)")
      }
    }
  }

  @Test(
    "A catalogue without reminders is an error", arguments: ["", "reminders:\n", "reminders: []\n"])
  func missing(reminders: String) throws {
    let english = try Repository.text("Voices/phrases/en.yaml")
    let rest = try #require(english.range(of: "reminders:\n")).lowerBound
    let (catalogue, findings) = PhraseCatalogue.read(
      SourceText(name: "en.yaml", text: english[..<rest] + reminders))
    #expect(catalogue == nil)
    #expect(findings.map(\.id) == [.missingKey], "\(findings)")
  }
}
