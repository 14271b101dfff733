import Foundation

/// The samples of a WAV file of 16-bit mono, read as any other program would.
struct Wave {
  let samples: [Int16]
  let rate: Int

  struct Unreadable: Error {}

  init(_ data: Data) throws {
    let data = Data(data)
    func number(_ offset: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(data[offset + $1]) << (8 * $1) }
    }
    guard data.count > 44, data.prefix(4) == Data("RIFF".utf8), number(4, 4) == data.count - 8
    else { throw Unreadable() }
    var offset = 12
    var rate = 0
    var samples: [Int16] = []
    while offset + 8 <= data.count {
      let size = number(offset + 4, 4)
      switch String(decoding: data[offset..<offset + 4], as: UTF8.self) {
      case "fmt ": rate = number(offset + 12, 4)
      case "data":
        samples = data[(offset + 8)..<(offset + 8 + size)].withUnsafeBytes { bytes in
          (0..<size / 2).map {
            Int16(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 2, as: Int16.self))
          }
        }
      default: break
      }
      offset += 8 + size + size % 2
    }
    guard rate > 0, !samples.isEmpty else { throw Unreadable() }
    self.rate = rate
    self.samples = samples
  }
}
