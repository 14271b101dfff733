public import Platform

/// A routine that is prepared again and again while somebody writes it.
///
/// The voice is kept from one version to the next, so that only what has changed is synthesized.
public final class Rehearsal {
  private let name: String
  private let choices: Preparation.Choices
  private let folders: Folders
  private let speakers = Speakers()
  /// The files the last version was made of, and those that were looked for in vain.
  private(set) var notes = FileNotes()

  /// Makes a rehearsal; nothing is read yet.
  ///
  /// - Parameters:
  ///   - routine: a name, or a path.
  ///   - choices: what the listener wants otherwise.
  ///   - folders: where routines and voices are kept.
  public init(_ routine: String, _ choices: Preparation.Choices, in folders: Folders) {
    name = routine
    self.choices = choices
    self.folders = folders
  }

  /// Prepares the routine as its files are now.
  ///
  /// - Returns: what every output starts from.
  /// - Throws: why there is nothing to play, now.
  public func prepare() throws(Preparation.Failure) -> Preparation {
    let before = notes
    notes = FileNotes()
    let folders = folders.noting(in: notes)
    do throws(Preparation.Failure) {
      let source = try Preparation.catching { () throws(CatalogError) in
        try RoutineCatalog(folders).source(name)
      }
      return try Preparation(source, choices, in: folders, from: speakers)
    } catch {
      // A version that is broken may not say all that the one before did.
      for path in before.paths { notes.add(path) }
      throw error
    }
  }
}

extension FileWatch {
  /// Follows the files of a rehearsal's last version, and no others any more.
  ///
  /// - Parameter rehearsal: what is being worked on.
  /// - Returns: whether one of them has changed already, since it was read.
  /// - Throws: why a folder cannot be watched.
  public func follow(_ rehearsal: Rehearsal) throws(CatalogError) -> Bool {
    do throws(Failure) { return try follow(rehearsal.notes) } catch { throw CatalogError(error) }
  }
}

extension CatalogError {
  /// Why files cannot be watched.
  public init(_ failure: FileWatch.Failure) {
    guard let folder = failure.folder else {
      self.init(
        "files cannot be watched: \(failure.error.reason)",
        advice: "end another program that watches files, or raise fs.inotify.max_user_instances")
      return
    }
    if failure.error == .noSpace {
      self.init(
        "\(folder) cannot be watched: there are too many watched folders",
        advice: "end another program that watches files, or raise fs.inotify.max_user_watches")
    } else {
      self.init(
        "\(folder) cannot be watched: \(failure.error.reason)",
        advice: "make the folder readable: chmod u+r \(folder)")
    }
  }
}
