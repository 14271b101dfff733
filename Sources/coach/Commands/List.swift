internal import ArgumentParser
internal import Catalog
internal import CoachErrors
internal import Glibc
internal import Preparation
internal import RoutineScript

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "List all routines: how long they take, with a baby on the arm and without, and their needs."
  )

  /// A heading, and the parts under it.
  private static let groups: [(heading: String, parts: [Routine.Part?])] = [
    ("Relief: heat, then movement, then the ball", [.relief, .heat, .movement, .ball]),
    ("Every day", [.posture]),
    ("For the long term", [.strength, .mobility]),
    ("To understand", [.lesson, .review]),
    ("Others", [nil]),
  ]

  /// The longest name that has a column to itself.
  private static let widestName = 32

  func run() throws {
    let all = Overview.all(in: try Folders.standard())
    // One long name must not push the other columns out of sight.
    let width =
      all.map { DisplayWidth.columns(of: $0.entry.name) }.filter { $0 <= Self.widestName }.max()
      ?? 0
    func row(_ name: String, _ time: String, _ baby: String, _ needs: String) -> String {
      let columns = [
        DisplayWidth.padded(name, to: width) + "  ", DisplayWidth.padded(time, to: 10),
        DisplayWidth.padded(baby, to: 13),
      ]
      return ("  " + columns.joined() + needs).trimmingEnd
    }
    var lines: [String] = []
    let style = Style(of: STDOUT_FILENO)
    for (heading, parts) in Self.groups {
      let rows = parts.flatMap { part in all.map { (part, $0.entry, $0.overview) } }.flatMap {
        part, entry, overview -> [String] in
        let name = DisplayWidth.visible(entry.name)
        let yours = entry.isBuiltIn ? "" : " (yours)"
        switch overview {
        case .success(let overview):
          guard part == overview.routine.part else { return [] }
          let routine = overview.routine
          let needs = routine.needs.map { DisplayWidth.visible($0) }.joined(separator: ", ")
          let about = DisplayWidth.visible(routine.about ?? routine.title) + yours
          return [
            row(name, "\(RoughLength(overview.length))", Self.baby(overview), needs),
            "    \(style.faint)\(about)\(style.plain)",
          ]
        case .failure(let error):
          guard part == nil else { return [] }
          return [row(name, "", "", "(\(error.clause): \(error.remedy))" + yours)]
        }
      }
      guard !rows.isEmpty else { continue }
      if lines.isEmpty { lines.append(row("", "Takes", "With a baby", "Needs")) }
      lines += ["", "\(style.bold)\(heading)\(style.plain)"] + rows
    }
    lines += [
      "",
      "A baby on your arm:   coach play NAME --with-baby",
      "A baby asleep there:  coach play NAME --with-baby --quiet",
      "What suits you now:   coach suggest --minutes 8 --holding-baby",
    ]
    try Console.print(lines.joined(separator: "\n"))
  }

  /// How long it takes with a baby on the arm, or that it makes no difference.
  private static func baby(_ overview: Overview) -> String {
    switch overview.routine.withBaby {
    case .asItIs: "hands free"
    case .otherwise: "\(RoughLength(overview.lengthWithBaby))"
    case .babyDown: "baby down"
    }
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
