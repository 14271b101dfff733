import Foundation

/// A small library that is loaded before a program and changes what it finds: `LD_PRELOAD`.
public final class PreloadedLibrary {
  /// The file, for `LD_PRELOAD`.
  public let path: String
  private let folder: String

  /// Compiles a library.
  ///
  /// - Parameters:
  ///   - source: what it is, in C.
  ///   - libraries: what it is linked with, such as `asound`.
  /// - Throws: `RigFailure` if it cannot be compiled.
  public init(_ source: String, linkedWith libraries: [String] = []) throws {
    folder = FileManager.default.temporaryDirectory.path + "/coach-preload-\(UUID().uuidString)"
    path = folder + "/preload.so"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let file = folder + "/preload.c"
    try source.write(toFile: file, atomically: true, encoding: .utf8)
    let result = try Child.run(
      ["clang", "-shared", "-fPIC", "-o", path, file] + libraries.map { "-l\($0)" },
      environment: ProcessInfo.processInfo.environment)
    guard result.code == 0 else { throw RigFailure("clang: \(result.errors)") }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }
}
