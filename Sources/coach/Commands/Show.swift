internal import ArgumentParser
internal import Catalog
internal import CoachErrors
internal import RoutineScript
internal import SourceYAML

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what a routine is for, what it needs, and its settings.",
    discussion: """
      To start a routine of your own from an existing one:
        coach show upper-back-relief --script > my-routine.yaml
      """)

  @Argument(help: "A name from `coach list`, or the path of a script.")
  var routine: String

  @Flag(help: "Print the script itself.")
  var script = false

  func run() throws {
    let catalog = RoutineCatalog(try Folders.standard())
    let source = try catalog.source(routine)
    if script {
      try Console.print(source.text, terminator: "")
      return
    }
    let outcome = catalog.parse(source, set: [:])
    guard let routine = outcome.routine else { throw CoachError.findings(outcome.diagnostics) }
    Report.printFindings(outcome.diagnostics)
    let languages = catalog.translations(of: source)
    try Console.print(
      text(of: routine, alsoIn: languages).map { DisplayWidth.visible($0) }.joined(separator: "\n"))
  }

  private func text(of routine: Routine, alsoIn languages: [String]) -> [String] {
    var lines = [routine.title]
    if let about = routine.about { lines.append(about) }
    lines.append("")
    func add(_ label: String, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      lines.append(DisplayWidth.padded(label, to: 10) + value)
    }
    add("Part", routine.part?.rawValue)
    add("For", routine.audience.joined(separator: ", "))
    add("Needs", routine.needs.joined(separator: ", "))
    if routine.hasLevels, routine.levels != Level.usual {
      add("Levels", routine.levels.map(\.rawValue).joined(separator: ", "))
    }
    add("Voice", routine.voice?.name)
    add(
      "Language",
      ([routine.language?.name ?? Routine.usualLanguage] + languages).joined(separator: ", "))
    add("Source", routine.source)
    for (index, setting) in routine.settings.enumerated() {
      let levels = routine.levels.compactMap { level in
        setting.byLevel[level].map { "\($0) \(level.rawValue)" }
      }
      let value = levels.isEmpty ? setting.standard : levels.joined(separator: ", ")
      add(index == 0 ? "Settings" : "", "\(setting.name) = \(value)")
    }
    lines += ["", "Steps"]
    lines += outline(routine.steps, indent: "  ")
    return lines
  }

  private func outline(_ steps: [Step], indent: String) -> [String] {
    steps.flatMap { step -> [String] in
      let name = step.name.map { " \(words($0))" } ?? ""
      let sides =
        step.sides.isEmpty
        ? "" : ", each side: \(step.sides.map(\.rawValue).joined(separator: ", "))"
      let baby =
        switch step.forBaby {
        case true?: ", only with a baby"
        case false?: ", only without a baby"
        case nil: step.withBaby == nil ? "" : ", another with a baby"
        }
      var lines: [String] = []
      if let section = step.section { lines.append("\(indent)\(section)") }
      let inner = indent + "  "
      switch step.action {
      case .say(let text): lines.append("\(inner)say \(words(text))")
      case .pause(let duration): lines.append("\(inner)pause \(duration.written)")
      case .wait(let text, _): lines.append("\(inner)wait \(words(text))")
      case .reps(let reps):
        let isVaried = reps.counts.count > 1
        let sets = reps.sets > .one && !isVaried ? "\(reps.sets.value) × " : ""
        let counts = reps.counts.map { "\($0.value)" }.joined(separator: ", ")
        let tempo = reps.tempo.map { phase in
          [phase.name ?? phase.standard?.rawValue, phase.duration.written].compactMap { $0 }.joined(
            separator: " ")
        }
        lines.append(
          "\(inner)reps \(sets)\(counts)\(name), \(tempo.joined(separator: ", "))"
            + "\(alternating(reps))\(sides)\(baby)"
        )
      case .hold(let hold):
        lines.append(
          "\(inner)hold \(sets(hold.times, hold.durations))\(name)\(sides)\(baby)")
      case .work(let work):
        lines.append(
          "\(inner)work \(sets(work.sets, work.durations))\(name)\(sides)\(baby)")
      case .heat(let duration, let place):
        lines.append(
          "\(inner)heat \(duration.written)\(place.map { " on \(words($0))" } ?? "")\(sides)\(baby)"
        )
      case .roll(let duration, let place, _):
        lines.append(
          "\(inner)roll \(duration.written)\(place.map { " on \(words($0))" } ?? "")\(sides)\(baby)"
        )
      case .rest(let duration): lines.append("\(inner)rest \(duration.written)")
      case .rounds(let rounds):
        lines.append("\(inner)\(words(rounds.plan))\(sides)")
        lines += outline(rounds.steps, indent: inner)
      case .include(let name, let steps):
        lines.append("\(inner)include \(name)")
        lines += outline(steps, indent: inner)
      }
      return lines.map { DisplayWidth.cut($0, to: 100) }
    }
  }

  private func alternating(_ reps: Repetitions) -> String {
    reps.alternating.isEmpty
      ? "" : ", alternate: \(reps.alternating.map(\.rawValue).joined(separator: ", "))"
  }

  /// How long, in so many sets, or in each of them.
  private func sets(_ count: Count, _ durations: [Duration]) -> String {
    let written = durations.map(\.written).joined(separator: ", ")
    return count > .one && durations.count == 1 ? "\(count.value) × \(written)" : written
  }

  private func words(_ plan: Rounds.Plan) -> String {
    switch plan {
    case .count(let count, let rests):
      let rest = rests.map(\.written).joined(separator: ", ")
      return "repeat \(count.value)" + (rest.isEmpty ? "" : ", rest \(rest)")
    case .every(let period, let times): return "every \(period.written), \(times.value) times"
    case .fitting(let duration): return "amrap \(duration.written)"
    }
  }

  private func words(_ text: ScriptText) -> String {
    text.pieces.map { piece in
      switch piece {
      case .words(let words): words
      case .duration(let duration): duration.written
      case .length: "…"
      }
    }.joined()
  }
}
