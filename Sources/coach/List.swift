internal import ArgumentParser
internal import Catalog
internal import RoutineScript

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "List the routines there are.")

  func run() throws {
    let catalog = RoutineCatalog(try Report.folders())
    let entries = catalog.entries
    let width = entries.map { DisplayWidth.columns(of: $0.name) }.max() ?? 0
    for entry in entries {
      let about: String
      if let source = try? catalog.source(entry.name) {
        let routine = catalog.parse(source, set: [:]).routine
        about =
          routine.map { $0.about ?? $0.title } ?? "(has errors: see `coach check \(entry.path)`)"
      } else {
        about = "(cannot be read: \(entry.path))"
      }
      let name = DisplayWidth.padded(DisplayWidth.visible(entry.name), to: width)
      try Console.print(
        "\(name)  \(DisplayWidth.visible(about))" + (entry.isBuiltIn ? "" : "  (yours)"))
    }
  }
}
