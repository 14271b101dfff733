import Dispatch
import Foundation
import Testing

@testable import Platform

@Suite("Files that are watched", .serialized)
struct FileWatchTests {
  private let scratch: Scratch
  private let watch: FileWatch

  init() throws {
    scratch = try Scratch()
    watch = try FileWatch()
  }

  /// Notes of files as they are now.
  private func notes(_ names: String...) -> FileNotes {
    let notes = FileNotes()
    for name in names { notes.add(scratch[name]) }
    return notes
  }

  /// Waits for a change; not for ever.
  private func isChanged() -> Bool {
    let wakeUp = watch.wakeUp
    let limit = DispatchWorkItem { wakeUp.signal() }
    DispatchQueue.global().asyncAfter(deadline: .now() + 20, execute: limit)
    defer { limit.cancel() }
    return watch.wait() == .changed
  }

  /// Whether nothing of interest has happened so far.
  private func isQuiet() -> Bool {
    watch.wakeUp.signal()
    return watch.wait() == .called
  }

  @Test("A wake-up ends a wait, and many are one")
  func wakeUp() {
    watch.wakeUp.signal()
    #expect(isQuiet())
    Thread { [watch = watch.wakeUp] in watch.signal() }.start()
    #expect(watch.wait() == .called)
  }

  @Test("A file that changes ends a wait; its neighbour does not")
  func change() throws {
    try scratch.write("1", to: "file")
    #expect(try !watch.follow(notes("file")))
    try scratch.write("x", to: "other")
    #expect(isQuiet())
    try scratch.write("2", to: "file")
    #expect(isChanged())
    try FileManager.default.removeItem(atPath: scratch["file"])
    #expect(isChanged())
    try FileSystem.replaceFile(scratch["file"], contents: [3])
    #expect(isChanged())
  }

  @Test("A file that is not there yet counts, and the folders that it needs")
  func missing() throws {
    #expect(try !watch.follow(notes("a/b/file")))
    try FileSystem.makeFolder(scratch["a/b"])
    #expect(isChanged())
    while try watch.follow(notes("a/b/file")) {}
    try scratch.write("x", to: "a/b/file")
    #expect(isChanged())
  }

  @Test("A change before the wait is reported, once")
  func early() throws {
    try scratch.write("1", to: "file")
    let notes = notes("file")
    #expect(!notes.isOutdated)
    try scratch.write("two", to: "file")
    #expect(notes.isOutdated)
    #expect(try watch.follow(notes))
    #expect(try !watch.follow(self.notes("file")))
  }

  @Test("A file that is no longer followed is left alone")
  func unfollowed() throws {
    #expect(try !watch.follow(notes("file", "other")))
    #expect(try !watch.follow(notes("other")))
    try scratch.write("x", to: "file")
    #expect(isQuiet())
    #expect(try !watch.follow(FileNotes()))
    try scratch.write("x", to: "other")
    #expect(isQuiet())
  }

  @Test("A change shows at each name and link on the way, and in a folder at every name")
  func places() throws {
    try FileSystem.makeFolder(scratch["real/inside"])
    #expect(symlink("real", scratch["link"]) == 0)
    let places = WatchedPlace.places(of: scratch["link"])
    func place(_ folder: String, _ name: String, _ isNearest: Bool) -> WatchedPlace {
      WatchedPlace(folder: folder, name: name, isNearest: isNearest)
    }
    #expect(places.contains(place(scratch.path, "link", true)))
    #expect(places.contains(place(scratch.path, "real", true)))
    #expect(places.contains(place(scratch["real"], WatchedPlace.anyName, true)))
    #expect(places.contains { $0.folder == "/" && !$0.isNearest })
    #expect(symlink("loop", scratch["loop"]) == 0)
    #expect(WatchedPlace.places(of: scratch["loop"]).count < 1_000)
    let missing = WatchedPlace.places(of: scratch["none/yet/file"])
    #expect(missing.first == place(scratch.path, "none", true))
  }

  @Test("Changes in quick succession count as one")
  func burst() {
    var burst = ChangeBurst()
    #expect(burst.timeLeft == nil)
    burst.note(isWhole: false)
    #expect((burst.timeLeft ?? .zero) > .milliseconds(5))
    burst.note(isWhole: true)
    #expect((burst.timeLeft ?? .seconds(1)) <= .milliseconds(5))
  }
}
