internal import ArgumentParser
internal import CoachErrors
internal import Desktop
internal import LiveSession

struct Resume: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Resume the paused session, or the last one that was not finished.",
    discussion: """
      A session that is paused in another terminal is resumed there. Otherwise the last session \
      that was stopped, or ended by a crash or an empty battery, goes on from the same repetition or \
      phrase, with the same voice and settings. If that was hours ago, or the routine has changed \
      since, you are asked first.

      Examples:
        coach resume
        coach resume upper-back-relief --device default
      """)

  @Argument(help: "Only a session of this routine, by its name or its script's path.")
  var routine: String?

  @OptionGroup var output: DeviceArguments

  @Flag(help: "Do not ask, however long ago it was.")
  var anyway = false

  @Flag(help: "Stop the session that is running, if there is one, and resume this instead.")
  var takeOver = false

  func run() throws {
    if routine == nil, let sessions = try? RunningSessions(), let running = try? sessions.all(),
      let paused = running.first(where: { $0.status == .paused })
    {
      return try sessions.send(.resume, to: paused.name)
    }
    let store = SessionStore.standard()
    let choice = ResumeChoice(store)
    let found = try choice.session(of: routine)
    try OneSession(store).begin(takingOver: takeOver)
    let slot = try slot(of: found, in: store)
    if !anyway, let question = choice.question(about: found.session) {
      try ResumeQuestion.ask(question, about: found.session.request.routine)
    }
    var request = found.session.request
    if !output.device.isEmpty { request.devices = output.device }
    try SessionRunner(request, goingOnWith: found.session, in: slot, anyway: anyway).play()
  }

  /// Takes it before the question, which may stay unanswered for long: nobody else may resume it.
  ///
  /// - Returns: its slot; `nil` if its place cannot be kept any more.
  /// - Throws: another program has it.
  private func slot(
    of found: SessionStore.Unfinished, in store: SessionStore
  ) throws(CoachError) -> SessionSlot? {
    do throws(CoachError) {
      return try OneSession(store).slot { () throws(CoachError) in try store.take(found) }
    } catch {
      if [.sessionTaken, .sessionRunning].contains(error.code) { throw error }
      Report.note("Note: \(error)")
      return nil
    }
  }
}
