internal import Glibc

/// Waits until files change: those that were read, those that were missing, and links to them.
///
/// It watches folders, since editors write beside a file and put that in its place: the file's own,
/// and those above it, which may be renamed, or made in the first place.
public final class FileWatch {
  /// Why a wait is over.
  public enum Reason: Sendable {
    /// A file has changed, and nothing more is being written.
    case changed
    /// A wake-up came.
    case called
  }

  /// Why files cannot be watched.
  public struct Failure: Error, Hashable, Sendable {
    /// The folder; `nil` if the system has no watch left at all.
    public let folder: String?
    /// The system's reason; `Errno.noSpace` if this user has too many watched folders.
    public let error: Errno
  }

  /// Ends a wait from any thread, or the next one.
  public let wakeUp: WakeUp
  private let events: FolderEvents
  /// The names that matter in each folder.
  private var names: [FolderEvents.Watch: Set<String>] = [:]
  private var burst = ChangeBurst()

  /// Makes a watch that follows nothing yet.
  ///
  /// - Throws: the system has no more of them.
  public init() throws(Failure) {
    do throws(Errno) {
      events = try FolderEvents()
      wakeUp = try WakeUp()
    } catch {
      throw Failure(folder: nil, error: error)
    }
  }

  /// Follows files, and no others any more.
  ///
  /// - Parameter notes: the files, as they were when they were looked for.
  /// - Returns: whether one of them has changed since then, which no wait would notice.
  /// - Throws: which folder cannot be watched, and why.
  public func follow(_ notes: FileNotes) throws(Failure) -> Bool {
    var wanted: [FolderEvents.Watch: Set<String>] = [:]
    for place in Set(notes.paths.flatMap(WatchedPlace.places)) {
      guard let watch = try add(place) else { continue }
      wanted[watch, default: []].insert(place.name)
    }
    let isNew = wanted.keys.contains { names[$0] == nil }
    for watch in names.keys where wanted[watch] == nil { events.remove(watch) }
    names = wanted
    return isNew && notes.isOutdated
  }

  private func add(_ place: WatchedPlace) throws(Failure) -> FolderEvents.Watch? {
    do throws(Errno) {
      return try events.add(place.folder, isNeeded: place.isNearest)
    } catch {
      throw Failure(folder: place.folder, error: error)
    }
  }

  /// Waits for a change, and until whoever makes it has finished; or for a wake-up.
  public func wait() -> Reason {
    while true {
      let left = burst.timeLeft
      if let left, left <= .zero {
        burst = ChangeBurst()
        return .changed
      }
      var ready = [events.descriptor, wakeUp.descriptor].map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      // After a signal, and after the limit, it looks at the time again.
      guard poll(&ready, 2, left?.pollTimeout ?? -1) > 0 else { continue }
      if ready[0].revents != 0 { events.read { note($0) } }
      if ready[1].revents != 0 {
        wakeUp.reset()
        return .called
      }
    }
  }

  private func note(_ event: FolderEvents.Event) {
    switch event {
    case .file(let watch, let name, let isWhole):
      guard let names = names[watch], names.contains(name) || names.contains(WatchedPlace.anyName)
      else { return }
      burst.note(isWhole: isWhole)
    case .folderGone(let watch):
      guard names.removeValue(forKey: watch) != nil else { return }
      events.remove(watch)
      burst.note(isWhole: false)
    case .lost: burst.note(isWhole: false)
    }
  }
}
