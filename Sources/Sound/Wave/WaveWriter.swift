internal import CoachErrors
internal import CueTimeline

/// Writes a rendered timeline as a WAV file from front to back; its memory does not grow with the
/// timeline.
struct WaveWriter: ~Copyable {
  private let renderer: Renderer
  private let layout: WaveLayout
  private var output: OutputBuffer

  /// Frames rendered between two reports of progress: 6 s at 22,050 Hz.
  private static let stride: Int64 = 131_072

  init(_ renderer: Renderer, layout: WaveLayout, to output: consuming OutputBuffer) {
    self.renderer = renderer
    self.layout = layout
    self.output = output
  }

  /// Writes everything and finishes the output; if anything fails, no file appears.
  consuming func write(progress: (FramePosition) -> Void) throws(CoachError) {
    try writeHeader()
    var position = FramePosition.start
    let end = position + layout.frames
    while position < end {
      let next = min(position + FrameCount(Self.stride), end)
      try writeSamples(from: position, to: next)
      position = next
      progress(position)
    }
    if layout.markerCount > 0 { try writeMarkers() }
    try output.finish()
  }

  private mutating func writeHeader() throws(CoachError) {
    let size = layout.fileBytes - 8
    try output.append(layout.isRF64 ? "RF64" : "RIFF")
    try output.append(layout.isRF64 ? UInt32.max : UInt32(size))
    try output.append("WAVE")
    try beginChunk(layout.isRF64 ? "ds64" : "JUNK", WaveLayout.longSizesBytes)
    if layout.isRF64 {
      try output.append(UInt64(size))
      try output.append(UInt64(layout.dataBytes))
      try output.append(UInt64(layout.frames.value))
      try output.append(UInt32(0))  // No table of further long chunks.
    } else {
      try output.appendZeros(WaveLayout.longSizesBytes)
    }
    try beginChunk("fmt ", WaveLayout.formatBytes)
    try output.append(UInt16(1))  // PCM
    try output.append(UInt16(1))  // channels
    try output.append(UInt32(layout.rate.hertz))
    try output.append(UInt32(layout.rate.hertz) * 2)  // bytes a second
    try output.append(UInt16(2))  // bytes a frame
    try output.append(UInt16(16))  // bits a sample
    try beginChunk("LIST", layout.infoBytes)
    try output.append("INFO")
    for (name, text) in layout.info {
      try beginChunk(name, WaveLayout.textBytes(text))
      try appendPadded(text)
    }
    try output.append("data")
    try output.append(layout.isRF64 ? UInt32.max : UInt32(layout.dataBytes))
  }

  private mutating func writeSamples(
    from start: FramePosition, to end: FramePosition
  ) throws(CoachError) {
    var position = start
    while position < end {
      let span = renderer.span(at: position)
      let next = min(span.end, end)
      if span.isSilent {
        try output.appendZeros((next - position).value * 2)
      } else {
        try output.append(renderer, from: position, to: next)
      }
      position = next
    }
  }

  private mutating func writeMarkers() throws(CoachError) {
    try beginChunk("cue ", layout.cueBytes)
    try output.append(UInt32(layout.markerCount))
    var number: UInt32 = 0
    for marker in WaveMarkers(timeline: renderer.timeline) {
      number += 1
      let frame = UInt32(marker.position.value)
      try output.append(number)
      try output.append(frame)  // place in play order
      try output.append("data")
      try output.append(UInt32(0))  // the chunk's start: there is no list of wave chunks
      try output.append(UInt32(0))  // the block's start: PCM has none
      try output.append(frame)
    }
    try beginChunk("LIST", layout.labelBytes)
    try output.append("adtl")
    number = 0
    for marker in WaveMarkers(timeline: renderer.timeline) {
      number += 1
      let text = WaveLayout.plain(marker.label)
      try beginChunk("labl", 4 + WaveLayout.textBytes(text))
      try output.append(number)
      try appendPadded(text)
    }
  }

  private mutating func beginChunk(_ name: String, _ bytes: Int64) throws(CoachError) {
    try output.append(name)
    try output.append(UInt32(bytes))
  }

  /// A text, the NUL that ends it, and the padding to an even length.
  private mutating func appendPadded(_ text: String) throws(CoachError) {
    let bytes = WaveLayout.textBytes(text)
    try output.append(text)
    try output.appendZeros(1 + WaveLayout.padded(bytes) - bytes)
  }
}
