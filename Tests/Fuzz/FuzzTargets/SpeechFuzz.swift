internal import CueTimeline
internal import Glibc
internal import RoutineScript
import SourceYAML
internal import Speech
internal import SpokenText
internal import TestSupport

/// The speech process: whatever it is sent and whatever it is to say, only that phrase is lost.
///
/// An input's first line says how the rest is taken: `wire`, as what a peer writes to the process,
/// whose code runs in here; `peer`, the same to a real process; otherwise as a text to be said by a
/// real process, with the words `es`, `de`, `fr`, `beat`, `fast` and `sayas` for how.
public final class SpeechFuzz {
  private let program: String
  private let isTimed: Bool
  private var pronunciations: [String: Pronunciation] = [:]
  private var seats: [String: Seat] = [:]
  private let sayAs: [SayAs]

  /// A running process, and how it answered when it was fresh.
  private struct Seat {
    let worker: WorkerProcess
    let sentinel: WireRules.Reply
    let bytes: Int
  }

  /// The most processor time a phrase gets, which is the worker's own limit, and a second.
  private static let longest = Duration.seconds(6)
  /// What is sent to a real process at most: it may be said in hundreds of phrases.
  private static let mostPeerBytes = 2_000

  /// Makes a target.
  ///
  /// - Parameters:
  ///   - program: the speech process's path; `nil` to have it looked for.
  ///   - isTimed: whether what takes too long is a violation.
  /// - Throws: where the speech process or the project's files are not there.
  public init(program: String? = nil, isTimed: Bool) throws {
    self.program = try program ?? WorkerProgram.find()
    self.isTimed = isTimed
    let script = "title: T\nsay as: { chin: /tS'In/, the ball: the bawl }\nsteps:\n  - say: Chin."
    sayAs =
      RoutineParser().parse(SourceText(name: "say as", text: script)).routine?.sayAs ?? []
    for language in ["en", "es", "de", "fr"] {
      let path = "Voices/pronunciation/\(language).yaml"
      let source = SourceText(name: path, text: try Repository.text(path))
      pronunciations[language] = Pronunciation.parse(source).pronunciation
    }
  }

  /// Does what an input says.
  ///
  /// - Returns: what is wrong with what came of it, in words.
  public func violations(of bytes: some Collection<UInt8>) -> [String] {
    var outcome = FuzzOutcome(isTimed: isTimed)
    let head = bytes.prefix { $0 != UInt8(ascii: "\n") }
    let words = String(decoding: head, as: UTF8.self).split(separator: " ")
    let rest = Array(bytes.dropFirst(head.count + 1))
    switch words.first {
    case "wire": WireRules.check(rest, &outcome)
    case "peer": converse(Array(rest.prefix(Self.mostPeerBytes)), &outcome)
    default: say(String(decoding: rest, as: UTF8.self), Set(words), &outcome)
    }
    return outcome.violations
  }

  /// Has a text said, and then one that is known.
  private func say(_ written: String, _ words: Set<Substring>, _ outcome: inout FuzzOutcome) {
    let language = ["es", "de", "fr"].first { words.contains(Substring($0)) } ?? "en"
    guard var pronunciation = pronunciations[language] else { return }
    if words.contains("sayas") { pronunciation = pronunciation.saying([sayAs]) }
    let result = outcome.timed("writing a text out") { pronunciation.spoken(written) }
    guard case .success(let spoken) = result else { return }
    check(spoken, &outcome)
    guard let seat = seat(language, &outcome) else { return }
    let before = seat.worker.usage.children
    let text = words.contains("beat") ? BeatDelivery.text(spoken) : spoken
    let request = Self.request(text, rate: words.contains("fast") ? 195 : 150)
    guard seat.worker.send(request), let reply = seat.worker.reply() else {
      seats[language] = nil
      outcome.expect(false, "the process has no answer")
      return
    }
    outcome.expect(reply.status <= 5, "an answer of no kind")
    outcome.expect(reply.status == 0 || reply.body.isEmpty, "a failure with a sound")
    if isTimed {
      let took = seat.worker.usage.children - before
      outcome.expect(took <= Self.longest, "a phrase took \(took)")
      outcome.expect(
        seat.worker.usage.bytes - seat.bytes <= FuzzGrowth.most, "the process has grown")
    }
    guard seat.worker.send(Self.sentinel), seat.worker.reply() == seat.sentinel else {
      seats[language] = nil
      outcome.expect(false, "what is said next is not what it was")
      return
    }
  }

  /// What reaches the process of a text: nothing that it takes for anything but words.
  private func check(_ spoken: String, _ outcome: inout FuzzOutcome) {
    var isInside = false
    for scalar in spoken.unicodeScalars {
      switch scalar {
      case "\u{2}": isInside = true
      case "\u{3}": isInside = false
      case "[", "]", "<", ">": outcome.expect(false, "\(scalar) is left in a text")
      default: outcome.expect(scalar.value >= 0x20, "a control character is left in a text")
      }
    }
    outcome.expect(!isInside, "sounds do not end")
    outcome.expect(spoken.utf8.count <= 16 * 1024, "the process cannot take a text so long")
  }

  /// Writes bytes to a real process of their own.
  private func converse(_ bytes: [UInt8], _ outcome: inout FuzzOutcome) {
    guard let worker = try? WorkerProcess(program, language: "en") else {
      outcome.expect(false, "no process can be started")
      return
    }
    // All of it fits into the socket, so nobody waits for the other.
    _ = worker.send(bytes)
    worker.finish()
    guard let written = worker.readToEnd() else {
      outcome.expect(false, "the process does not end")
      return
    }
    guard let (replies, left) = WireRules.replies(in: written[...]) else {
      outcome.expect(false, "the greeting is wrong")
      return
    }
    let texts = WireRules.requests(in: bytes).texts
    outcome.expect(
      replies.count == texts.count && left == 0, "\(replies.count) answers to \(texts.count)")
    for reply in replies {
      outcome.expect(reply.status <= 5, "an answer of no kind")
      outcome.expect(reply.status == 0 || reply.body.isEmpty, "a failure with a sound")
    }
  }

  private func seat(_ language: String, _ outcome: inout FuzzOutcome) -> Seat? {
    if let seat = seats[language] { return seat }
    guard let worker = try? WorkerProcess(program, language: language), worker.greet(),
      worker.send(Self.sentinel), let sentinel = worker.reply(), sentinel.status == 0
    else {
      outcome.expect(false, "no process can be started")
      return nil
    }
    let seat = Seat(worker: worker, sentinel: sentinel, bytes: worker.usage.bytes)
    seats[language] = seat
    return seat
  }

  private static let sentinel = request("Six of ten.", rate: 150)

  private static func request(_ text: String, rate: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    for field in [rate, 50, Int32(text.utf8.count)] {
      withUnsafeBytes(of: field) { bytes += $0 }
    }
    return bytes + Array(text.utf8)
  }
}
