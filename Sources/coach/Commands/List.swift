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

  func run() throws {
    let all = Overview.all(in: try Folders.standard())
    let groups = Self.groups.map { heading, parts in
      RoutineTable.Group(
        heading: heading,
        rows: parts.flatMap { part in all.compactMap { Self.row($0.entry, $0.overview, part) } })
    }
    // A terminal may break a line that fills it.
    let columns = Window.columns(of: STDOUT_FILENO).map { $0 - 1 }
    let table = RoutineTable(groups, Style(of: STDOUT_FILENO))
    try Console.print(table.lines(columns: columns).joined(separator: "\n"))
  }

  /// A routine's row; `nil` if it is not part of that.
  private static func row(
    _ entry: RoutineCatalog.Entry, _ overview: Result<Overview, CoachError>, _ part: Routine.Part?
  ) -> RoutineTable.Row? {
    let name = DisplayWidth.visible(entry.name)
    let yours = entry.isBuiltIn ? "" : " (yours)"
    switch overview {
    case .success(let overview):
      let routine = overview.routine
      guard part == routine.part else { return nil }
      return RoutineTable.Row(
        name: name, time: "\(RoughLength(overview.length))", baby: baby(overview),
        needs: routine.needs.map { DisplayWidth.visible($0) }.joined(separator: ", "),
        about: DisplayWidth.visible(routine.about ?? routine.title) + yours)
    case .failure(let error):
      guard part == nil else { return nil }
      return RoutineTable.Row(
        name: name, needs: "(\(error.clause): \(error.remedy))" + yours)
    }
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
