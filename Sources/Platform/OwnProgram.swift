internal import CLinux

/// The program that is running now.
public enum OwnProgram {
  /// Its absolute path, with links followed; `nil` if it cannot be found.
  public static let path: String? =
    FileSystem.linkTarget(of: "/proc/self/exe")
    // Without `/proc`: what the kernel was asked to start.
    ?? coach_started_path().flatMap { FileSystem.realPath(of: String(cString: $0)) }

  /// The folder it lies in; `nil` if that cannot be found.
  public static var folder: String? { path.map(FileSystem.folder) }
}
