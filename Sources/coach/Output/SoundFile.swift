internal import ArgumentParser
internal import Catalog
internal import CoachErrors
internal import CueTimeline
internal import Glibc
internal import Preparation
internal import Sound
internal import Speech

/// A sound file that a command is to write: what `-o` names.
struct SoundFile {
  private let path: String

  /// Takes a path, or `-` for standard output.
  init(_ path: String) { self.path = path }

  func validate() throws {
    if path.isEmpty { throw ValidationError("`-o` needs the name of a file, or `-`.") }
    if path == "-", isatty(STDOUT_FILENO) == 1 {
      throw ValidationError(
        "`-o -` would write sound to your terminal; pipe it: coach export … -o - | aplay")
    }
  }

  /// Writes a timeline, and tells how to play it.
  ///
  /// - Parameters:
  ///   - timeline: what is written.
  ///   - preparation: has the voice, and the script, which is not to be written over.
  /// - Throws: why it cannot be written.
  func write(_ timeline: Timeline, of preparation: Preparation) throws {
    try preparation.refuseScript(asOutput: path)
    let line = ProgressLine()
    do throws(CoachError) {
      try export(
        timeline, clips: preparation.speaker, to: ExportDestination(argument: path)
      ) { position in
        line.show("Exporting \(position.value * 100 / max(timeline.frames.value, 1)) %")
      }
      line.clear()
    } catch {
      line.clear()
      throw error
    }
    if path != "-" {
      let duration = timeline.duration
      let length =
        duration < .seconds(60) ? "\(ClockTime.seconds(duration)) s" : ClockTime.short(duration)
      let advice = Self.player.map { " Play it with: \($0) \(ShellWord.path(path))" }
      try Console.print(
        DisplayWidth.visible("Wrote \(path): \(timeline.title), \(length).\(advice ?? "")"))
    }
  }

  /// The first program there is that plays a file.
  private static var player: String? {
    let folders = getenv("PATH").map { String(cString: $0).split(separator: ":") } ?? []
    return ["aplay", "paplay", "pw-play", "mpv"].first { name in
      folders.contains { access("\($0)/\(name)", X_OK) == 0 }
    }
  }
}

/// One line on the terminal that is written over; nothing if there is no terminal.
struct ProgressLine {
  private let isShown = isatty(STDERR_FILENO) == 1

  func show(_ text: String) {
    if isShown { Console.error("\r\u{1B}[K\(text)") }
  }

  func clear() {
    if isShown { Console.error("\r\u{1B}[K") }
  }
}
