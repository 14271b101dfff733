/// The systemd unit that reminds in the background, as text.
///
/// It is a service that runs while somebody is logged in, not a timer: systemd's timers cannot say
/// "every 45 minutes within these hours" with some jitter and the right spacing when the clocks
/// change, and two places would decide when a reminder comes. `ReminderSchedule` alone decides, and a
/// process that sleeps costs nothing.
public struct ReminderUnit: Equatable, Sendable {
  /// What systemd calls it.
  public static let name = "coach-remind.service"

  private let command: [String]
  private let environment: [String: String]
  private let plan: ReminderPlan

  /// Makes a unit.
  ///
  /// - Parameters:
  ///   - command: the absolute path of the program, and its arguments.
  ///   - environment: variables that the program needs besides those that systemd sets.
  ///   - plan: what the arguments say, to be read back.
  public init(command: [String], environment: [String: String] = [:], plan: ReminderPlan) {
    self.command = command
    self.environment = environment
    self.plan = plan
  }

  /// Whether systemd takes the program's path: it refuses these characters, however they are written.
  var canBeStarted: Bool {
    command.first.map { path in
      !path.unicodeScalars.contains { "\"'\\".unicodeScalars.contains($0) || $0.value < 32 }
    } ?? false
  }

  /// What is written into the unit's file.
  public var text: String {
    let variables = environment.sorted { $0.key < $1.key }.map {
      "Environment=\(Self.quoted("\($0.key)=\($0.value)"))\n"
    }
    // After the colon a dollar sign stands for itself.
    let words = zip(command, command.indices).map { Self.quoted($1 == 0 ? ":\($0)" : $0) }
    return """
      # Written by `coach remind install`, which overwrites it; `coach remind remove` removes it.

      [Unit]
      Description=Posture reminders, spoken by coach

      [Service]
      Type=exec
      ExecStart=\(words.joined(separator: " "))
      \(variables.joined())Restart=on-failure
      RestartSec=30

      [Install]
      WantedBy=default.target

      # For `coach remind status`; systemd ignores it.
      [X-Coach]
      Every=\(plan.every.components.seconds)
      Between=\(plan.between)
      Jitter=\(plan.jitter.components.seconds)

      """
  }

  /// Reads the plan from a unit's text.
  ///
  /// - Parameter text: what is in the unit's file.
  /// - Returns: the plan; `nil` if somebody has taken it out.
  public static func plan(in text: String) -> ReminderPlan? {
    var values: [Substring: Substring] = [:]
    var isOurs = false
    for line in text.split(whereSeparator: \.isNewline) {
      if line.hasPrefix("[") { isOurs = line == "[X-Coach]" }
      guard isOurs, let equals = line.firstIndex(of: "=") else { continue }
      values[line[..<equals]] = line[line.index(after: equals)...]
    }
    guard let every = values["Every"].flatMap({ Int32($0) }),
      let between = values["Between"].flatMap({ try? DayWindow(String($0)) }),
      let jitter = values["Jitter"].flatMap({ Int32($0) })
    else { return nil }
    return try? ReminderPlan(
      every: .seconds(every), between: between, jitter: .seconds(jitter))
  }

  /// A word as systemd reads it back unchanged: in quotes, with specifiers and escapes disarmed.
  private static func quoted(_ word: String) -> String {
    var text = ""
    for scalar in word.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "%": text += "%%"
      case "\u{0}"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\x" + (digits.count < 2 ? "0" : "") + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return "\"\(text)\""
  }
}
