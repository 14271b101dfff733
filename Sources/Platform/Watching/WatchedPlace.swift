/// A name in a folder, where something shows that concerns a path.
struct WatchedPlace: Hashable {
  let folder: String
  let name: String
  /// Whether changes of the file itself show there; otherwise only those of folders above it.
  let isNearest: Bool

  /// Stands for everything in a folder: no file is called that.
  static let anyName = ""

  /// How many links are followed at most, as the kernel does.
  private static let mostLinks = 40

  /// Where a change of what a path leads to can show: at its name, at each folder's and each link's
  /// on the way, and at every name in it if it is a folder.
  static func places(of path: String) -> [WatchedPlace] {
    var places: [WatchedPlace] = []
    var path = FileSystem.absolutePath(of: path)
    for _ in 0..<mostLinks {
      places += onTheWay(to: path)
      guard let target = FileSystem.linkTarget(of: path) else { break }
      path = target.hasPrefix("/") ? target : FileSystem.folder(of: path) + "/" + target
    }
    if FileSystem.isFolder(path) {
      places.append(WatchedPlace(folder: path, name: anyName, isNearest: true))
    }
    return places
  }

  /// The path's name in its folder, that folder's in its own, and so on, without what is missing.
  private static func onTheWay(to path: String) -> [WatchedPlace] {
    var places: [WatchedPlace] = []
    var path = path
    while true {
      let (folder, name) = FileSystem.split(path)
      guard !name.isEmpty else { return places }
      if FileSystem.isFolder(folder) {
        places.append(WatchedPlace(folder: folder, name: name, isNearest: places.isEmpty))
      }
      path = folder
    }
  }
}
