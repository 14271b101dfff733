import Foundation
import FuzzTargets
import TestSupport
import Testing

@Suite("What the fuzzers have found stays right")
struct ReplayTests {
  private func corpus(_ name: String) throws -> [(name: String, bytes: [UInt8])] {
    let folder = Repository.root.appending(path: "Tests/Fuzz/Corpus/\(name)")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted().map {
      ($0, [UInt8](try Data(contentsOf: folder.appending(path: $0))))
    }
  }

  @Test("Every kept script keeps the rules of findings, timelines, formatting and corrections")
  func scripts() throws {
    let target = try ScriptFuzz(isTimed: false)
    let inputs = try corpus("script")
    #expect(inputs.contains { $0.name.hasPrefix("regression-") })
    for (name, bytes) in inputs { #expect(target.violations(of: bytes) == [], "\(name)") }
  }

  @Test("Every kept input of the speech process costs at most its own phrase")
  func speech() throws {
    let target = try SpeechFuzz(isTimed: false)
    let inputs = try corpus("speech")
    #expect(!inputs.isEmpty)
    for (name, bytes) in inputs { #expect(target.violations(of: bytes) == [], "\(name)") }
  }
}
