internal import Glibc
public import Platform
internal import Synchronization

/// Waits until files change: those of a rehearsal, those it looked for in vain, and links to them.
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

  /// Ends a wait from any thread, also one that has not begun.
  public let wakeUp: WakeUp
  private let events: FolderEvents
  /// The names that matter in each folder.
  private var names: [FolderEvents.Watch: Set<String>] = [:]
  private var burst = ChangeBurst()

  /// Makes a watch that follows nothing yet.
  ///
  /// - Throws: where the system has no more of them.
  public init() throws(CatalogError) {
    events = try FolderEvents()
    do throws(Errno) { wakeUp = try WakeUp() } catch { throw .watching(error) }
  }

  /// Follows the files of a rehearsal's last version, and no others any more.
  ///
  /// - Parameter rehearsal: what is being worked on.
  /// - Returns: whether one of them has changed already, since it was read.
  /// - Throws: where a folder cannot be watched.
  public func follow(_ rehearsal: Rehearsal) throws(CatalogError) -> Bool {
    var wanted: [FolderEvents.Watch: Set<String>] = [:]
    for place in Set(rehearsal.notes.paths.flatMap(WatchedPlace.places)) {
      guard let watch = try events.add(place.folder, isNeeded: place.isNearest) else { continue }
      wanted[watch, default: []].insert(place.name)
    }
    let isNew = wanted.keys.contains { names[$0] == nil }
    for watch in names.keys where wanted[watch] == nil { events.remove(watch) }
    names = wanted
    return isNew && rehearsal.notes.isOutdated
  }

  /// Waits for a change, and until whoever makes it has done.
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
      let milliseconds = left.map { Int32(($0 / .milliseconds(1)).rounded(.up)) }
      // Interrupted by a signal or at its end, it is looked at the time again.
      guard poll(&ready, 2, milliseconds ?? -1) > 0 else { continue }
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

/// Changes in quick succession, which are one: an editor removes, creates, writes and renames.
struct ChangeBurst {
  private var first: ContinuousClock.Instant?
  private var last = ContinuousClock.now
  private var isWhole = false

  /// After a file that is written and closed, nothing more is expected.
  private static let settledAfterWhole = Duration.milliseconds(5)
  /// After anything else, such as the removal of a file that is about to be put back.
  private static let settled = Duration.milliseconds(20)
  /// Whoever writes all the time is not waited for.
  private static let most = Duration.milliseconds(50)

  /// How long to wait for more; `nil` where there was no change.
  var timeLeft: Duration? {
    guard let first else { return nil }
    let end = min(last + (isWhole ? Self.settledAfterWhole : Self.settled), first + Self.most)
    return ContinuousClock.now.duration(to: end)
  }

  /// Notes a change.
  ///
  /// - Parameter isWhole: whether it leaves a file as it is to be read.
  mutating func note(isWhole: Bool) {
    last = .now
    first = first ?? last
    self.isWhole = isWhole
  }
}
