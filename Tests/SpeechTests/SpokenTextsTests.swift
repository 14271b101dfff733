import Foundation
import SpokenText
import Synchronization
import TestSupport
import Testing

@testable import CueTimeline
@testable import Speech

/// Lines of `Tests/Texts/LANGUAGE.tsv`: a text as it is written, a tab, and what it should sound like.
///
/// `|` in the second is where one cue ends and the next begins; `[[ ]]` has sounds in the engine's
/// notation.
@Suite("What is written is said as people say it", .serialized)
struct SpokenTextsTests {
  /// A line of a file.
  struct Line {
    let written: String
    let said: [String]
  }

  static func lines(_ language: String) throws -> [Line] {
    try Repository.text("Tests/Texts/\(language).tsv").split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { line in
        let sides = line.split(separator: "\t")
        let said = try #require(sides.count == 2 ? sides[1] : nil, "\(line)")
        return Line(
          written: String(sides[0]), said: said.split(separator: "|").map { String($0).engineText })
      }
  }

  /// The sounds that the engine makes of texts, without stress, pauses and the spaces between words.
  static func sounds(_ texts: [String], _ language: String) throws -> [String] {
    let profile = try Shipped.voice(language == "en" ? "calm" : "calm-\(language)")
    let pool = try WorkerPool(path: try WorkerProgram.find(), voice: profile, size: 2)
    let heard = Mutex<[Int: String]>([:])
    let requests = texts.map { SpeechRequest(text: $0, rate: profile.rate, range: profile.range) }
    pool.speak(requests) { index, result in
      let names = (try? result.get())?.phonemes.map(\.name).joined() ?? "nothing"
      heard.withLock { $0[index] = names.filter { !"ˈˌ ".contains($0) } }
    }
    return heard.withLock { heard in texts.indices.map { heard[$0] ?? "" } }
  }

  @Test(
    "Every line sounds as it should, whichever way it is written",
    arguments: try FileManager.default.contentsOfDirectory(
      atPath: Repository.root.appending(path: "Tests/Texts").path()
    ).filter { $0.hasSuffix(".tsv") }.map { String($0.dropLast(4)) }.sorted())
  func lines(language: String) throws {
    let pronunciation = try Repository.pronunciation(language)
    let phrases = try Repository.phrases(language)
    let lines = try Self.lines(language)
    var wrong: [String] = []
    var spoken: [[String]] = []
    for line in lines {
      let sentences = phrases.sentences(of: PlainText.text(of: line.written))
      spoken.append(try sentences.map { try pronunciation.spoken($0).get() })
    }
    let heard = try Self.sounds(spoken.flatMap(\.self), language)
    let meant = try Self.sounds(lines.flatMap(\.said), language)
    var (at, due) = (0, 0)
    for (line, texts) in zip(lines, spoken) {
      let (isHeard, isMeant) = (
        heard[at..<(at + texts.count)], meant[due..<(due + line.said.count)]
      )
      if Array(isHeard) != Array(isMeant) {
        wrong.append("\(line.written) → \(texts.map(\.shown)), not \(line.said.map(\.shown))")
        if texts.map(\.shown) == line.said.map(\.shown) { wrong.append("\(isHeard) \(isMeant)") }
      }
      at += texts.count
      due += line.said.count
    }
    #expect(wrong.isEmpty, "\(wrong.count) of \(lines.count):\n\(wrong.joined(separator: "\n"))")
  }
}

extension String {
  /// With `[[sounds]]` as the engine gets them.
  fileprivate var engineText: String {
    replacing("[[", with: "\(EngineSounds.begin)").replacing("]]", with: "\(EngineSounds.end)")
  }

  /// With sounds as people can read them.
  fileprivate var shown: String {
    replacing("\(EngineSounds.begin)", with: "[[").replacing("\(EngineSounds.end)", with: "]]")
  }
}
