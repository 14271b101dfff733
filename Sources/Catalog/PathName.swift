internal import Platform

extension String {
  /// The folder of this path.
  var folder: String { FileSystem.folder(of: self) }

  /// The name at the end of this path without its extension: `mine.es` of `routines/mine.es.yaml`.
  var stem: String {
    let name = FileSystem.name(of: self)
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// Whether this folder is another, or lies in it.
  func isInside(_ folder: String) -> Bool {
    let (inner, outer) = (split(separator: "/"), folder.split(separator: "/"))
    return inner.starts(with: outer)
  }

  /// The folder that this path really leads to a file in, with links followed.
  var realFolder: String {
    if let path = FileSystem.realPath(of: self) { return path.folder }
    return FileSystem.realPath(of: folder) ?? folder
  }
}
