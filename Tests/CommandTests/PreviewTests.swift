import Foundation
import TestSupport
import Testing

@Suite("coach preview")
struct PreviewTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test("The table has the length first, sections to scale, and counts folded without --all")
  func table() throws {
    let file = try program.write(ExportTests.script, to: "short.yaml")
    let folded = try program.run("preview", file)
    #expect(folded.code == 0)
    #expect(folded.errors == "")
    let lines = folded.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first?.wholeMatch(of: /\d+:\d\d\.\d\d  Short, voice calm/) != nil)
    #expect(folded.text.contains("█"))
    #expect(folded.text.contains("one … twelve, every 1.33 s"))
    #expect(folded.text.contains("left 1–12"))
    let all = try program.run("preview", file, "--all")
    #expect(all.text.split(separator: "\n").count > lines.count + 20)
    #expect(!all.text.contains("…"))
  }

  @Test("CSV and JSON have the same for every cue")
  func data() throws {
    let file = try program.write(ExportTests.script, to: "short.yaml")
    let preview = try JSONDecoder().decode(
      Preview.self, from: try program.run("preview", file, "--json").output)
    #expect(preview.title == "Short")
    let rows = try program.run("preview", file, "--csv").text.split(separator: "\n")
    #expect(rows[0] == "start,anchor,frames,seconds,kind,caption,line,step,rep,set,side")
    #expect(rows.count == preview.cues.count + 1)
    for (row, cue) in zip(rows.dropFirst(), preview.cues) {
      #expect(row.hasPrefix("\(cue.start),\(cue.anchor),\(cue.frames),"))
      #expect(abs(cue.seconds - Double(cue.start) / Double(preview.rate)) < 0.000_01)
      #expect(cue.anchor >= cue.start && cue.anchor <= cue.start + cue.frames)
    }
    #expect(preview.cues.allSatisfy { (3...15).contains($0.line) })
  }
}
