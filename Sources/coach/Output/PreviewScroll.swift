internal import Synchronization

/// Where in the table a key leads.
enum PreviewScroll: Hashable, Sendable {
  /// By so many lines.
  case lines(Int)
  /// By so many windows.
  case pages(Int)
  case toTop, toEnd

  /// What a key asks for; `nil` if nothing.
  init?(_ key: Key) {
    switch key {
    case .up, .character(UInt8(ascii: "k")): self = .lines(-1)
    case .down, .character(UInt8(ascii: "j")), .character(UInt8(ascii: "\n")): self = .lines(1)
    case .pageUp, .character(UInt8(ascii: "b")): self = .pages(-1)
    case .pageDown, .character(UInt8(ascii: " ")): self = .pages(1)
    case .home, .character(UInt8(ascii: "g")): self = .toTop
    case .end, .character(UInt8(ascii: "G")): self = .toEnd
    default: return nil
    }
  }

  /// The first row to show.
  ///
  /// - Parameter part: what is shown now.
  /// - Returns: a row from which a whole part fits.
  func top(from part: PreviewPage.Part) -> Int {
    let now = part.rows.lowerBound
    let wanted =
      switch self {
      case .lines(let count): now + count
      // One line stays, to go on from.
      case .pages(let count): now + count * max(1, part.rows.count - 1)
      case .toTop: 0
      case .toEnd: part.count
      }
    return max(0, min(wanted, part.count - part.rows.count))
  }
}

/// Reads the keys of a preview that is watched, and keeps what they ask for until it is taken.
final class PreviewKeys {
  private struct Asked {
    var scrolls: [PreviewScroll] = []
    var isOver = false
  }

  private let asked: SharedAsked
  private let reader: KeyReader

  private final class SharedAsked: Sendable {
    let value = Mutex(Asked())
  }

  /// Takes the keyboard; `nil` if standard input is not a terminal.
  ///
  /// - Parameter wake: is called when there is something to take, from any thread.
  init?(wake: @escaping @Sendable () -> Void) {
    let asked = SharedAsked()
    let reader = KeyReader { key in
      let isOne = asked.value.withLock { asked in
        if key == .character(UInt8(ascii: "q")) {
          asked.isOver = true
          return true
        }
        guard let scroll = PreviewScroll(key) else { return false }
        asked.scrolls.append(scroll)
        return true
      }
      if isOne { wake() }
    } comeBack: {
      wake()
    }
    guard let reader else { return nil }
    self.asked = asked
    self.reader = reader
  }

  /// Whether `q` was pressed.
  var isOver: Bool { asked.value.withLock { $0.isOver } }

  /// Takes what was asked for since the last time.
  func scrolls() -> [PreviewScroll] {
    asked.value.withLock { asked in
      defer { asked.scrolls = [] }
      return asked.scrolls
    }
  }

  /// Gives the terminal back as it was found.
  func restore() { reader.restore() }
}
