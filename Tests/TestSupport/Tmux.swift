import Foundation
import Glibc

/// A terminal with a screen that can be looked at: a private tmux with one window.
public final class Tmux {
  private let folder: String
  private let environment: [String: String]

  /// Opens a window and runs a command line in it.
  ///
  /// - Parameters:
  ///   - columns: its width.
  ///   - rows: its height.
  ///   - line: what the shell runs; when it ends, the screen stays.
  ///   - environment: all the variables that it sees; tmux sets TERM.
  /// - Throws: `RigFailure` if there is no tmux.
  public init(
    columns: Int, rows: Int = 24, running line: String, environment: [String: String]
  ) throws {
    // Not in the system's temporary folder: a socket's path must be short.
    folder = "/tmp/coach-tmux-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var environment = environment
    environment["TMUX"] = nil
    environment["LC_ALL"] = "C.UTF-8"
    environment["SHELL"] = "/bin/bash"
    self.environment = environment
    let options = folder + "/tmux.conf"
    try "set -g remain-on-exit on\nset -g status off\nset -g escape-time 0\n"
      .write(toFile: options, atomically: true, encoding: .utf8)
    try run(
      "-f", options, "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", line)
    try resize(columns: columns, rows: rows)
  }

  deinit {
    _ = try? run("kill-server")
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// What the window shows, line by line, without the spaces at their ends.
  public func screen() -> [String] {
    guard let text = try? run("capture-pane", "-p") else { return [] }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// What the window shows, in one text.
  public var text: String { screen().joined(separator: "\n") }

  /// Types keys, by tmux's names for them or as text.
  public func type(_ keys: String...) throws { try run(["send-keys"] + keys) }

  /// Gives the window another size, as a person who drags its corner.
  public func resize(columns: Int, rows: Int = 24) throws {
    try run("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  @discardableResult
  private func run(_ arguments: String...) throws -> String { try run(arguments) }

  @discardableResult
  private func run(_ arguments: [String]) throws -> String {
    let result = try Child.run(
      ["tmux", "-u", "-S", folder + "/socket"] + arguments, environment: environment)
    guard result.code == 0 else { throw RigFailure("tmux \(arguments): \(result.errors)") }
    return result.text
  }
}
