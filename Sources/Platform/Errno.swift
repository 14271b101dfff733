internal import Glibc

@_exported public import struct SystemPackage.Errno

extension Errno {
  /// What the C library's last failed call left in `errno`, on this thread; read it at once.
  public static var last: Errno { Errno(rawValue: errno) }

  /// The system's words for it as a part of a message: `no such file or directory`.
  public var reason: String {
    // strerror(3) may hand out the buffer that another thread is writing to.
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(rawValue, &buffer, buffer.count) == 0 else { return "error \(rawValue)" }
    let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let words = String(decoding: bytes, as: UTF8.self)
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}
