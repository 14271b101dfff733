internal import CoachErrors
internal import CueTimeline

/// Gathers small writes into large ones.
struct OutputBuffer: ~Copyable {
  private var output: OutputFile
  private let memory: Memory
  private var bytes: UnsafeMutableRawBufferPointer { memory.bytes }
  private var count = 0

  /// How many bytes are gathered for a write: few system calls, and still in the processor's cache.
  private static let size = 512 * 1024
  /// Silence of this many bytes and more becomes a hole if the file can have one.
  private static let smallestHole: Int64 = 16 * 1024

  init(_ output: consuming OutputFile) {
    self.output = output
    memory = Memory(size: Self.size)
  }

  /// Owns the bytes; aligned so that samples can be rendered right into them.
  private struct Memory: ~Copyable {
    let bytes: UnsafeMutableRawBufferPointer

    init(size: Int) { bytes = .allocate(byteCount: size, alignment: 4096) }
    deinit { bytes.deallocate() }
  }

  /// Writes what is left and finishes the output.
  consuming func finish() throws(CoachError) {
    try flush()
    try output.finish()
  }

  /// Appends text as UTF-8.
  mutating func append(_ text: String) throws(CoachError) {
    for byte in text.utf8 {
      if count == bytes.count { try flush() }
      bytes[count] = byte
      count += 1
    }
  }

  /// Appends a number, its lowest byte first.
  mutating func append<Number: FixedWidthInteger>(_ number: Number) throws(CoachError) {
    let width = MemoryLayout<Number>.size
    if count + width > bytes.count { try flush() }
    bytes.storeBytes(of: number.littleEndian, toByteOffset: count, as: Number.self)
    count += width
  }

  /// Appends zeros; in a file, many of them are a hole.
  mutating func appendZeros(_ amount: Int64) throws(CoachError) {
    if amount >= Self.smallestHole, output.takesHoles {
      try flush()
      return try output.skip(amount)
    }
    var rest = amount
    while rest > 0 {
      if count == bytes.count { try flush() }
      let chunk = Int(min(rest, Int64(bytes.count - count)))
      bytes[count..<count + chunk].initializeMemory(as: UInt8.self, repeating: 0)
      count += chunk
      rest -= Int64(chunk)
    }
  }

  /// Appends a range of rendered samples.
  mutating func append(
    _ renderer: Renderer, from start: FramePosition, to end: FramePosition
  ) throws(CoachError) {
    var position = start
    while position < end {
      if count + 2 > bytes.count { try flush() }
      let room = Int64((bytes.count - count) / 2)
      let frames = min(room, (end - position).value)
      render(renderer, from: position, frames: Int(frames))
      count += Int(frames) * 2
      position += FrameCount(frames)
    }
  }

  private mutating func render(_ renderer: Renderer, from position: FramePosition, frames: Int) {
    // Every chunk of a WAV file has an even length, so samples are aligned here.
    let samples = UnsafeMutableRawBufferPointer(rebasing: bytes[count..<count + frames * 2])
      .bindMemory(to: Int16.self)
    renderer.render(from: position, into: samples)
    #if _endian(big)
    for index in samples.indices { samples[index] = samples[index].littleEndian }
    #endif
  }

  private mutating func flush() throws(CoachError) {
    guard count > 0 else { return }
    try output.write(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
    count = 0
  }
}
