internal import FuzzedWorker

/// What a worker answers to bytes, whoever wrote them: the other side of `coach-speech/protocol.h`,
/// written a second time.
enum WireRules {
  /// The most bytes of text a request may have.
  private static let mostText = 16 * 1024
  /// The most sounds and frames of an answer.
  private static let mostSounds = 16 * 1024
  private static let mostFrames = 22_050 * 240

  /// One answer.
  struct Reply: Equatable {
    let status: UInt32
    let detail: UInt32
    let body: ArraySlice<UInt8>
  }

  /// What bytes ask for: the texts of all whole requests, and whether the last of them is broken off.
  static func requests(in bytes: [UInt8]) -> (texts: [ArraySlice<UInt8>], isBroken: Bool) {
    var texts: [ArraySlice<UInt8>] = []
    var at = 0
    while bytes.count - at >= 12 {
      let length = Int(field(2, of: bytes[at...]))
      guard length <= mostText, length <= bytes.count - at - 12 else { return (texts, true) }
      texts.append(bytes[(at + 12)..<(at + 12 + length)])
      at += 12 + length
    }
    return (texts, false)
  }

  /// Takes an answer apart, after the greeting that comes first.
  ///
  /// - Returns: the answers, and how many bytes are left over; `nil` where the greeting is wrong.
  static func replies(in bytes: ArraySlice<UInt8>) -> (replies: [Reply], left: Int)? {
    guard bytes.count >= 16, field(0, of: bytes) == 0, field(1, of: bytes) == 22_050,
      bytes.count >= 16 + Int(field(3, of: bytes))
    else { return nil }
    var rest = bytes.dropFirst(16 + Int(field(3, of: bytes)))
    var replies: [Reply] = []
    while let reply = reply(&rest) { replies.append(reply) }
    return (replies, rest.count)
  }

  /// Takes the first answer off some bytes; `nil` where they are no whole answer.
  static func reply(_ bytes: inout ArraySlice<UInt8>) -> Reply? {
    guard bytes.count >= 16 else { return nil }
    let (sounds, frames) = (Int(field(2, of: bytes)), Int(field(3, of: bytes)))
    let body = bytes.dropFirst(16)
    let size = sounds * 12 + frames * 2
    guard sounds <= mostSounds, frames <= mostFrames, body.count >= size else { return nil }
    let reply = Reply(
      status: field(0, of: bytes), detail: field(1, of: bytes), body: body.prefix(size))
    bytes = body.dropFirst(size)
    return reply
  }

  /// Lets the worker's own code read bytes, in this process.
  static func check(_ bytes: [UInt8], _ outcome: inout FuzzOutcome) {
    let conversation = outcome.timed("a conversation") {
      bytes.withUnsafeBufferPointer { fuzzed_worker_converse($0.baseAddress, $0.count) }
    }
    if let violation = conversation.violation { outcome.expect(false, String(cString: violation)) }
    let written = [UInt8](
      UnsafeBufferPointer(start: conversation.written, count: conversation.bytes))
    let (texts, isBroken) = requests(in: bytes)
    guard let (replies, left) = replies(in: written[...]) else {
      outcome.expect(false, "the greeting is wrong")
      return
    }
    // Where the client counts as gone the rest is not written.
    let isWhole = replies.count == texts.count && left == 0
    outcome.expect(
      isWhole || written.count > 40 << 20, "\(replies.count) answers to \(texts.count)")
    if isWhole {
      outcome.expect(
        conversation.status == (isBroken ? 1 : 0), "it ends with \(conversation.status)")
    }
    var known: [ArraySlice<UInt8>: Reply] = [:]
    for (text, reply) in zip(texts, replies) {
      outcome.expect(reply.status <= 5, "an answer of no kind")
      outcome.expect(reply.status == 0 || reply.body.isEmpty, "a failure with a sound")
      let first = known.updateValue(reply, forKey: text)
      outcome.expect(first == nil || first == reply, "asked twice, it is not the same")
    }
  }

  /// A 32-bit field, in the machine's own byte order.
  static func field(_ index: Int, of bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self) }
  }
}
