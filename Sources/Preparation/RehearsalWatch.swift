public import CoachErrors
internal import Platform

/// Waits until a file that a rehearsal read, or looked for, changes.
public struct RehearsalWatch {
  private let files: FileWatch

  /// Makes a watch that follows nothing yet.
  ///
  /// - Throws: the system cannot watch any more files.
  public init() throws(CoachError) {
    do throws(FileWatch.Failure) { files = try FileWatch() } catch { throw CoachError(error) }
  }

  /// Ends a wait, or the next one; from any thread.
  public var end: @Sendable () -> Void {
    let wakeUp = files.wakeUp
    return { wakeUp.signal() }
  }

  /// Waits until the next version of a rehearsal may differ.
  ///
  /// - Parameter rehearsal: what is being worked on.
  /// - Returns: whether a file has changed; otherwise somebody ended the wait.
  /// - Throws: a folder cannot be watched.
  public func waitForChange(of rehearsal: Rehearsal) throws(CoachError) -> Bool {
    do throws(FileWatch.Failure) {
      // A change since the files were read is one that no wait would notice.
      return try files.follow(rehearsal.notes) || files.wait() == .changed
    } catch {
      throw CoachError(error)
    }
  }
}

extension CoachError {
  /// Why files cannot be watched.
  fileprivate init(_ failure: FileWatch.Failure) {
    guard let folder = failure.folder else {
      self.init(
        .other, "Files cannot be watched: \(failure.error.reason).",
        advice: "End another program that watches files, or raise fs.inotify.max_user_instances.")
      return
    }
    if failure.error == .noSpace {
      self.init(
        .other, "The folder \(folder) cannot be watched: there are too many watched folders.",
        advice: "End another program that watches files, or raise fs.inotify.max_user_watches.")
    } else {
      self.init(
        .other, "The folder \(folder) cannot be watched: \(failure.error.reason).",
        advice: "Make the folder readable: chmod u+r \(folder)")
    }
  }
}
