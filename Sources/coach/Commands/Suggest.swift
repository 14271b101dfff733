public import ArgumentParser
internal import Catalog
internal import RoutineScript
public import Suggestions

struct Suggest: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Suggest routines for the time and the things you have.",
    discussion: """
      Chooses routines by what they are for, what they need and how long they take, and puts them in \
      the order that helps: heat, then movement, then the ball. Together they never take longer than \
      the time you have.

      `--play` plays them one after the other, each as `coach play` does, with its keys and controls. \
      If you stop one, the others are not played.

      Examples:
        coach suggest
        coach suggest --minutes 20 --play
        coach suggest --minutes 12 --stage postpartum --holding-baby --have ball,wall
        coach suggest --minutes 30 --have "heat pad,chair,ball,wall"
      """)

  @Option(help: "The time you have. Default: 30.")
  var minutes: Int?

  @Option(help: "Your stage.")
  var stage: Listener.Stage?

  @Flag(help: "You have a baby on your arm.")
  var holdingBaby = false

  @Option(
    help: ArgumentHelp(
      "The things you have, separated by commas; may be repeated. Default: everything.",
      valueName: "things"))
  var have: [String] = []

  @Option(
    help: ArgumentHelp(
      "Difficulty, for routines with levels: easy, steady or strong, or a routine's own.",
      valueName: "level"))
  var level: Level?

  @Flag(help: "Play what is suggested, one after the other.")
  var play = false

  @OptionGroup var output: DeviceArguments

  func validate() throws {
    if let minutes, !(1...1440).contains(minutes) {
      throw ValidationError("`--minutes` must be from 1 to 1440.")
    }
    if !play, !output.device.isEmpty {
      throw ValidationError("`--device` needs `--play`.")
    }
  }

  func run() throws {
    let things = have.flatMap { $0.split(separator: ",") }.map(String.init)
    let listener = Listener(
      time: minutes.map { .seconds(60 * $0) }, stage: stage, holdsBaby: holdingBaby,
      things: have.isEmpty ? nil : things, level: level)
    let plan = CarePlanner(try Folders.standard()).plan(for: listener)
    let words = PlanWords(plan, for: listener)
    for thing in plan.unneeded {
      Report.note("No routine needs `\(thing)`; `coach list` shows what they need.")
    }
    for problem in plan.unusable { Report.note("\(problem)") }
    let refusals = Self.refusals(plan, words)
    if let failure = words.failure {
      Report.error(failure)
      refusals.forEach(Report.note)
      throw Report.failed
    }
    var lines: [String] = []
    for (index, pick) in plan.picks.enumerated() {
      let command = ["coach play", ShellWord.quoted(pick.name)] + words.options(of: pick)
      lines += [
        "\(index + 1). \(DisplayWidth.visible(pick.name)), \(ClockTime.short(pick.length))",
        "   \(DisplayWidth.visible(words.why(pick)))",
        "   \(DisplayWidth.visible(command.joined(separator: " ")))", "",
      ]
    }
    lines.append("\(ClockTime.short(plan.length)) \(words.total)")
    if !refusals.isEmpty { lines += ["", "Left out:"] + refusals }
    try Console.print(lines.joined(separator: "\n"))
    if play {
      let sessions = plan.picks.map { ($0.name, words.options(of: $0)) }
      try SuggestedSessions(sessions, on: output.device).play()
    }
  }

  private static func refusals(_ plan: CarePlan, _ words: PlanWords) -> [String] {
    let names = plan.refusals.map { DisplayWidth.visible($0.candidate.name) }
    let width = names.map(DisplayWidth.columns).max() ?? 0
    return zip(names, plan.refusals).map { name, refusal in
      "  \(DisplayWidth.padded(name, to: width))  \(DisplayWidth.visible(words.reason(refusal)))"
    }
  }
}

extension Listener.Stage: ExpressibleByArgument {}
