internal import ArgumentParser
internal import Catalog
internal import CoachErrors
internal import CueTimeline
internal import Glibc
internal import Preparation
internal import RoutineScript
internal import SourceYAML

/// Shows every version of a routine as it is saved, until a key or a signal ends it.
struct PreviewWatch {
  private let arguments: RoutineArguments
  private let folded: Bool

  init(_ arguments: RoutineArguments, folded: Bool) {
    self.arguments = arguments
    self.folded = folded
  }

  func run() throws {
    try rejectPipe()
    let watch = try RehearsalWatch()
    let end = watch.end
    let endings = SignalSources([SIGINT, SIGTERM, SIGHUP]) { _ in end() }
    let keys = TerminalMode.takesEscapes(STDOUT_FILENO) ? PreviewKeys(wake: end) : nil
    let stops = keys.map { _ in
      SignalSources([SIGTSTP]) { _ in
        TerminalMode.giveBack()
        raise(SIGSTOP)
      }
    }
    // The window has another size, or the program is back in it.
    let redraws = SignalSources([SIGWINCH, SIGCONT]) { number in
      if number == SIGCONT { TerminalMode.takeOver() }
      end()
    }
    defer { keys?.restore() }
    try withExtendedLifetime((redraws, stops)) {
      try show(watch, keys) { endings.received != nil || keys?.isOver == true }
    }
    keys?.restore()
    endings.endProgram()
  }

  /// Shows version after version; when it returns, the speech processes have ended.
  private func show(
    _ watch: RehearsalWatch, _ keys: PreviewKeys?, until isOver: () -> Bool
  ) throws {
    let rehearsal = Rehearsal(
      arguments.routine, arguments.choices, in: try Folders.standard())
    var view = Self.view(hasKeys: keys != nil)
    var version = try first(of: rehearsal)
    try view.show(version)
    while !isOver() {
      guard try watch.waitForChange(of: rehearsal) else {
        if !isOver() { try answer(keys?.scrolls() ?? [], in: &view) }
        continue
      }
      version = next(after: version, of: rehearsal)
      try view.show(version)
    }
  }

  /// Scrolls, or draws again what may have been written over.
  private func answer(_ scrolls: [PreviewScroll], in view: inout any PreviewView) throws {
    guard !scrolls.isEmpty else { return try view.showAgain() }
    for scroll in scrolls { try view.scroll(scroll) }
  }

  /// What a pipe holds can be read once.
  private func rejectPipe() throws {
    var status = stat()
    guard stat(arguments.routine, &status) == 0, status.st_mode & S_IFMT != S_IFREG,
      status.st_mode & S_IFMT != S_IFDIR, RoutineCatalog.isPath(arguments.routine)
    else { return }
    throw CoachError(
      .notAFile, "The path \(arguments.routine) is not a file, so it cannot be saved again.",
      advice: "Leave --watch out, or name a file.")
  }

  /// The first version: what can be put right by saving a script is shown, anything else ends it.
  private func first(of rehearsal: Rehearsal) throws -> PreviewVersion {
    do throws(CoachError) {
      return version(try rehearsal.prepare())
    } catch {
      guard !error.findings.isEmpty else { throw error }
      return broken(error, since: nil)
    }
  }

  private func next(after last: PreviewVersion, of rehearsal: Rehearsal) -> PreviewVersion {
    do throws(CoachError) {
      return version(try rehearsal.prepare())
    } catch {
      return broken(error, since: last)
    }
  }

  private func version(_ preparation: Preparation) -> PreviewVersion {
    let table = TimelineTable(preparation.timeline, folded: folded)
    let (diagnostics, style) = (preparation.diagnostics, style)
    return PreviewVersion(
      of: arguments.routine, at: ClockTime.now(),
      findings: { diagnostics.map(DiagnosticPrinter(style: style, columns: $0).text) },
      table: PreviewVersion.Table(table), isBroken: false)
  }

  /// A version that cannot be scheduled keeps the timeline there was.
  private func broken(
    _ failure: CoachError, since last: PreviewVersion?
  ) -> PreviewVersion {
    let style = style
    return PreviewVersion(
      of: arguments.routine, at: ClockTime.now(),
      findings: { Report.texts(of: failure, style, $0) },
      table: last?.table, isBroken: true, worked: last?.worked)
  }

  private var style: Style { Style(of: STDOUT_FILENO) }

  private static func view(hasKeys: Bool) -> any PreviewView {
    if let screen = PreviewScreen(hasKeys: hasKeys) { screen } else { PreviewLog() }
  }
}
