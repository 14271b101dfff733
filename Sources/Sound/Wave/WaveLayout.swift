internal import CueTimeline

/// The sizes of everything in a WAV file, known before its first byte is written.
///
/// A timeline's length and markers are known, so that nothing is patched afterwards: a file and a
/// stream have the same bytes. The order is `JUNK` or `ds64`, `fmt `, `LIST INFO`, `data`, `cue `,
/// `LIST adtl`: the title is known before the sound, and the sound begins at once.
struct WaveLayout: Equatable {
  /// The largest size a RIFF file can state; a larger file is an RF64 (EBU Tech 3306).
  static let largestRIFF: Int64 = 0xFFFF_FFFF

  let rate: SampleRate
  let frames: FrameCount
  /// INFO entries in order, by their four-letter names.
  let info: [(name: String, text: String)]
  let markerCount: Int64
  /// Bytes in the `adtl` list: its type and every `labl` with its padding.
  let labelBytes: Int64
  /// Whether 64-bit sizes are needed.
  private(set) var isRF64: Bool

  /// Computes the sizes of a timeline's file.
  ///
  /// - Parameters:
  ///   - timeline: what is to be written.
  ///   - limit: the largest size that is not yet an RF64; smaller only in tests.
  init(_ timeline: Timeline, limit: Int64 = Self.largestRIFF) {
    rate = timeline.rate
    frames = timeline.frames
    info = [
      ("INAM", timeline.title), ("IART", "coach, voice \(timeline.voice)"), ("ISFT", "coach"),
    ].map { ($0.0, Self.plain($0.1)) }
    var count: Int64 = 0
    var bytes: Int64 = 4
    for marker in WaveMarkers(timeline: timeline) {
      count += 1
      bytes += 8 + Self.padded(4 + Self.textBytes(Self.plain(marker.label)))
    }
    markerCount = count
    labelBytes = bytes
    isRF64 = false
    isRF64 = fileBytes - 8 > limit
  }

  var dataBytes: Int64 { frames.value * 2 }
  /// The `ds64` chunk's content, or as much junk in its place.
  static let longSizesBytes: Int64 = 28
  static let formatBytes: Int64 = 16
  var infoBytes: Int64 {
    info.reduce(4) { $0 + 8 + Self.padded(Self.textBytes($1.text)) }
  }
  var cueBytes: Int64 { 4 + 24 * markerCount }
  var headerBytes: Int64 {
    12 + 8 + Self.longSizesBytes + 8 + Self.formatBytes + 8 + infoBytes + 8
  }
  var trailerBytes: Int64 { markerCount == 0 ? 0 : 8 + cueBytes + 8 + labelBytes }
  var fileBytes: Int64 { headerBytes + dataBytes + trailerBytes }

  /// Text as it is stored: a NUL would end it and a line break would split it, so both are spaces.
  static func plain(_ text: String) -> String {
    String(text.map { $0.isNewline || $0 == "\0" ? " " : $0 })
  }

  /// A text's bytes, with the NUL that ends it.
  static func textBytes(_ text: String) -> Int64 { Int64(text.utf8.count) + 1 }

  /// Chunks begin at even places; a chunk's stated size leaves the padding out.
  static func padded(_ bytes: Int64) -> Int64 { bytes + bytes & 1 }

  static func == (left: Self, right: Self) -> Bool {
    left.headerBytes == right.headerBytes && left.fileBytes == right.fileBytes
      && left.isRF64 == right.isRF64
  }
}
