public import Foundation

/// Reminders in the background: the unit among this user's services.
public struct ReminderService: Sendable {
  /// Why it cannot be had, or not be taken away.
  public struct Failure: Error, Equatable {
    /// What happened and where.
    public let message: String
    /// What to do next.
    public let advice: String
  }

  /// What is installed.
  public struct Installed: Equatable, Sendable {
    /// What it does; `nil` where the file does not say.
    public let plan: ReminderPlan?
    /// What systemd says of it: `active`, `inactive`, `failed`; `nil` where it cannot be asked.
    public let state: String?
  }

  /// Where the unit's file is, or would be.
  public let path: String
  private let folder: String

  /// The service of this user.
  ///
  /// - Parameter environment: the process's variables.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    // XDG Base Directory Specification: relative paths there are to be ignored.
    let config = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    folder = (config ?? (environment["HOME"] ?? "/") + "/.config") + "/systemd/user"
    path = folder + "/" + ReminderUnit.name
  }

  /// What is installed; `nil` where nothing is.
  public var installed: Installed? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    let answer = try? ServiceManager.run("is-active", ReminderUnit.name)
    // Whoever cannot be asked explains himself at length.
    let state = answer.flatMap { $0.text.contains(" ") || $0.text.isEmpty ? nil : $0.text }
    return Installed(plan: ReminderUnit.plan(in: text), state: state)
  }

  /// Installs a unit, in place of one that is there, and starts it.
  ///
  /// - Parameter unit: what is to run.
  /// - Throws: why it does not run; then all is as it was before.
  public func install(_ unit: ReminderUnit) throws(Failure) {
    guard unit.canBeStarted else {
      throw Failure(
        message: "systemd starts no program whose path has a quote or a backslash in it",
        advice: "move coach to a folder with a plain name, and install again from there")
    }
    try findManager()
    let old = FileManager.default.contents(atPath: path)
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      try Data(unit.text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw Failure(
        message: "cannot write \(path): \(error.localizedDescription)",
        advice: "make that folder writable")
    }
    do throws(Refusal) {
      try tell("daemon-reload")
      try tell("enable", ReminderUnit.name)
      // Starts it as well; one that runs goes on with what is written there now.
      try tell("restart", ReminderUnit.name)
    } catch {
      let isBack = undo(to: old)
      throw Failure(
        message: error.message,
        advice: isBack
          ? "what was installed before is back; `coach remind status` tells whether it runs"
          : "nothing is installed; `coach remind` in a terminal reminds as well")
    }
  }

  /// Stops the service and removes it.
  ///
  /// - Returns: whether there was one.
  /// - Throws: where it cannot be removed.
  public func remove() throws(Failure) -> Bool {
    guard FileManager.default.fileExists(atPath: path) else { return false }
    // Where no manager answers, none has started it either.
    let answer = try? ServiceManager.run("disable", "--now", ReminderUnit.name)
    unlinkWanted()
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw Failure(
        message: "cannot remove \(path): \(error.localizedDescription)",
        advice: "make its folder writable, and try again")
    }
    _ = try? ServiceManager.run("daemon-reload")
    if let answer, answer.code != 0, (try? findManager()) != nil {
      throw Failure(
        message: "it is removed, but systemd could not stop it: \(answer.text)",
        advice: "it ends when you log out; until then: systemctl --user stop \(ReminderUnit.name)")
    }
    return true
  }

  /// Makes sure that there is somebody to run it.
  private func findManager() throws(Failure) {
    let advice =
      "run `coach remind` in a terminal, or have your desktop start it when you log in (autostart)"
    let answer: ServiceManager.Answer
    do throws(ServiceManager.Missing) {
      answer = try ServiceManager.run("show", "--property=Version")
    } catch {
      throw Failure(message: "there is no `systemctl`, so no systemd, here", advice: advice)
    }
    guard answer.code == 0 else {
      throw Failure(
        message: "no systemd runs services for you here: \(answer.text)", advice: advice)
    }
  }

  /// A step of installing that systemd did not take.
  private struct Refusal: Error {
    let message: String
  }

  private func tell(_ verb: String, _ unit: String? = nil) throws(Refusal) {
    let answer = try? unit.map { try ServiceManager.run(verb, $0) } ?? ServiceManager.run(verb)
    guard let answer, answer.code == 0 else {
      throw Refusal(
        message: "`systemctl --user \(verb)` failed: \(answer?.text ?? "it is gone")")
    }
  }

  /// Brings back what was there before.
  ///
  /// - Returns: whether something was.
  private func undo(to old: Data?) -> Bool {
    if let old, (try? old.write(to: URL(filePath: path), options: .atomic)) != nil {
      _ = try? ServiceManager.run("daemon-reload")
      _ = try? ServiceManager.run("restart", ReminderUnit.name)
      return true
    }
    _ = try? ServiceManager.run("disable", "--now", ReminderUnit.name)
    unlinkWanted()
    try? FileManager.default.removeItem(atPath: path)
    _ = try? ServiceManager.run("daemon-reload")
    return false
  }

  /// Removes the link by which it is started at login, where systemd did not.
  private func unlinkWanted() {
    try? FileManager.default.removeItem(
      atPath: "\(folder)/default.target.wants/\(ReminderUnit.name)")
  }
}
