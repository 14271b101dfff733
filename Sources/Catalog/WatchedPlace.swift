internal import Foundation
internal import Glibc

/// A name in a folder, where something shows that concerns a path.
struct WatchedPlace: Hashable {
  let folder: String
  let name: String

  /// Links that are followed at most, as the kernel does.
  private static let mostLinks = 40

  /// Stands for whatever there is in a folder: no file has it for a name.
  static let anyName = ""

  /// Where a change of what a path leads to can show: at its name, at each link's on the way, and
  /// at every name in it where it is a folder.
  static func places(of path: String) -> [WatchedPlace] {
    var places: [WatchedPlace] = []
    var path = absolute(path)
    for _ in 0..<mostLinks {
      places.append(WatchedPlace(nearest: path))
      guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else {
        break
      }
      let folder = (path as NSString).deletingLastPathComponent
      path = target.hasPrefix("/") ? target : folder + "/" + target
    }
    if isFolder(path) { places.append(WatchedPlace(folder: path, name: anyName)) }
    return places
  }

  /// The name in its folder; where there is no such folder, the name that is missing above it.
  private init(nearest path: String) {
    var folder = (path as NSString).deletingLastPathComponent
    var name = (path as NSString).lastPathComponent
    while folder != "/", !Self.isFolder(folder) {
      name = (folder as NSString).lastPathComponent
      folder = (folder as NSString).deletingLastPathComponent
    }
    self.init(folder: folder, name: name)
  }

  private init(folder: String, name: String) {
    self.folder = folder
    self.name = name
  }

  private static func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }

  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }
}
