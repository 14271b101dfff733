/// The program that is running now.
public enum OwnProgram {
  /// Its absolute path, with links followed; `nil` if `/proc` is not mounted.
  public static var path: String? { FileSystem.linkTarget(of: "/proc/self/exe") }

  /// The folder it lies in; `nil` if `/proc` is not mounted.
  public static var folder: String? { path.map(FileSystem.folder) }
}
