public import CoachErrors
public import Platform

/// Reminders in the background: the unit among this user's services.
public struct ReminderService: Sendable {
  /// What is installed.
  public struct Installed: Equatable, Sendable {
    /// What it does; `nil` if the file does not say.
    public let plan: ReminderPlan?
    /// What systemd says of it: `active`, `inactive`, `failed`; `nil` if systemd does not answer.
    public let state: String?
  }

  /// Where the unit's file is, or would be.
  public let path: String
  private let folder: String

  /// The service of this user.
  ///
  /// - Parameter environment: the process's variables.
  public init(environment: [String: String] = ProcessEnvironment.all) {
    folder = UserFolder.config.path(in: environment) + "/systemd/user"
    path = folder + "/" + ReminderUnit.name
  }

  /// What is installed; `nil` if nothing is.
  public var installed: Installed? {
    guard
      let text = (try? FileSystem.contents(of: path)).flatMap({
        String(validating: $0, as: UTF8.self)
      })
    else { return nil }
    let answer = try? ServiceManager.run("is-active", ReminderUnit.name)
    // If systemd does not run, the answer is a long explanation.
    let state = answer.flatMap { $0.text.contains(" ") || $0.text.isEmpty ? nil : $0.text }
    return Installed(plan: ReminderUnit.plan(in: text), state: state)
  }

  /// Installs a unit, in place of one that is there, and starts it.
  ///
  /// - Parameter unit: what is to run.
  /// - Throws: why it does not run; everything is then as it was before.
  public func install(_ unit: ReminderUnit) throws(CoachError) {
    guard unit.canBeStarted else {
      throw CoachError(
        .reminders, "The path of coach has a quote or a backslash in it, which systemd refuses.",
        advice: "Move coach to a folder with a plain name, and install again from there.")
    }
    try findManager()
    let old = try? FileSystem.contents(of: path)
    do throws(Errno) {
      try FileSystem.replaceFile(path, contents: Array(unit.text.utf8))
    } catch {
      throw CoachError(
        .reminders, "Cannot write \(path): \(error.reason).", advice: "Make that folder writable.")
    }
    do throws(Refusal) {
      try command("daemon-reload")
      try command("enable", ReminderUnit.name)
      // Starts it as well; one that runs goes on with what is written there now.
      try command("restart", ReminderUnit.name)
    } catch {
      let isBack = undo(to: old)
      throw CoachError(
        .reminders, error.message,
        advice: isBack
          ? "What was installed before is back; `coach remind status` shows whether it runs."
          : "Nothing is installed; run `coach remind` in a terminal instead.")
    }
  }

  /// Stops the service and removes it.
  ///
  /// - Returns: whether there was one.
  /// - Throws: why it cannot be removed or stopped.
  public func remove() throws(CoachError) -> Bool {
    guard FileSystem.exists(path) else { return false }
    // If no systemd answers, none has started it either.
    let answer = try? ServiceManager.run("disable", "--now", ReminderUnit.name)
    unlinkWanted()
    do throws(Errno) {
      try FileSystem.remove(path)
    } catch {
      throw CoachError(
        .reminders, "Cannot remove \(path): \(error.reason).",
        advice: "Make its folder writable, and try again.")
    }
    _ = try? ServiceManager.run("daemon-reload")
    if let answer, answer.code != 0, (try? findManager()) != nil {
      throw CoachError(
        .reminders, "The reminders are removed, but systemd did not stop them: \(answer.text)",
        advice: "They end when you log out, or with "
          + "`systemctl --user stop \(ReminderUnit.name)`.")
    }
    return true
  }

  /// Makes sure that a systemd runs services for this user.
  private func findManager() throws(CoachError) {
    let advice =
      "Run `coach remind` in a terminal, or have your desktop start it when you log in (autostart)."
    let answer: ServiceManager.Answer
    do throws(Errno) {
      answer = try ServiceManager.run("show", "--property=Version")
    } catch {
      throw CoachError(
        .reminders, "There is no `systemctl` here, so no systemd either.", advice: advice)
    }
    guard answer.code == 0 else {
      throw CoachError(
        .reminders, "No systemd runs services for you here: \(answer.text)", advice: advice)
    }
  }

  /// A step of installing that systemd refused.
  private struct Refusal: Error {
    let message: String
  }

  private func command(_ verb: String, _ unit: String? = nil) throws(Refusal) {
    let answer = try? unit.map { try ServiceManager.run(verb, $0) } ?? ServiceManager.run(verb)
    guard let answer, answer.code == 0 else {
      throw Refusal(
        message: "The command `systemctl --user \(verb)` failed: "
          + (answer?.text ?? "it cannot be started."))
    }
  }

  /// Brings back what was there before.
  ///
  /// - Returns: whether there was something.
  private func undo(to old: [UInt8]?) -> Bool {
    if let old, (try? FileSystem.replaceFile(path, contents: old)) != nil {
      _ = try? ServiceManager.run("daemon-reload")
      _ = try? ServiceManager.run("restart", ReminderUnit.name)
      return true
    }
    _ = try? ServiceManager.run("disable", "--now", ReminderUnit.name)
    unlinkWanted()
    try? FileSystem.remove(path)
    _ = try? ServiceManager.run("daemon-reload")
    return false
  }

  /// Removes the link by which it is started at login, if systemd did not.
  private func unlinkWanted() {
    try? FileSystem.remove("\(folder)/default.target.wants/\(ReminderUnit.name)")
  }
}

extension CoachError.Code {
  /// Reminders in the background cannot be installed or removed.
  public static var reminders: Self { Self("reminders") }
}
