internal import Foundation

/// A name in a folder, where something shows that concerns a path.
struct WatchedPlace: Hashable {
  let folder: String
  let name: String
  /// Whether changes of the file itself show there; otherwise only those of folders above it.
  let isNearest: Bool

  /// Stands for whatever there is in a folder: no file has it for a name.
  static let anyName = ""

  /// Links that are followed at most, as the kernel does.
  private static let mostLinks = 40

  /// Where a change of what a path leads to can show: at its name, at each folder's and each link's
  /// on the way, and at every name in it where it is a folder.
  static func places(of path: String) -> [WatchedPlace] {
    var places: [WatchedPlace] = []
    var path = absolute(path)
    for _ in 0..<mostLinks {
      places += onTheWay(to: path)
      guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else {
        break
      }
      path =
        target.hasPrefix("/") ? target : (path as NSString).deletingLastPathComponent + "/" + target
    }
    if isFolder(path) {
      places.append(WatchedPlace(folder: path, name: anyName, isNearest: true))
    }
    return places
  }

  /// The path's name in its folder, that folder's in its own, and so on; what is missing is left out.
  private static func onTheWay(to path: String) -> [WatchedPlace] {
    var places: [WatchedPlace] = []
    var path = path
    while path != "/" {
      let folder = (path as NSString).deletingLastPathComponent
      if isFolder(folder) {
        places.append(
          WatchedPlace(
            folder: folder, name: (path as NSString).lastPathComponent, isNearest: places.isEmpty))
      }
      path = folder
    }
    return places
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
