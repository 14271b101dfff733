public import ArgumentParser
internal import Catalog
internal import CoachErrors
internal import RoutineScript
public import Suggestions

struct Suggest: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Suggest what to do now, in the time there is, with what is at hand.",
    discussion: """
      Routines are chosen by what they are for, what they need and how long they take, and put in \
      the order in which they help: heat, then movement, then the ball. Together they never take \
      longer than the time there is.

      Examples:
        coach suggest --minutes 12 --stage postpartum --holding-baby --have ball,wall
        coach suggest --minutes 30 --have "heat pad" --have chair --have ball --have wall
      """)

  @Option(help: "The time there is.")
  var minutes: Int

  @Option(help: "Where you are: pregnancy or postpartum.")
  var stage: Listener.Stage?

  @Flag(help: "A baby is on your arm.")
  var holdingBaby = false

  @Option(
    help: ArgumentHelp(
      "The things at hand, with commas between; may be given several times. Without it, whatever it takes.",
      valueName: "things"))
  var have: [String] = []

  @Option(help: "How hard it is to be, where a routine has levels.")
  var level: Level?

  func validate() throws {
    guard (1...1440).contains(minutes) else {
      throw ValidationError("`--minutes` is from 1 to 1440.")
    }
  }

  func run() throws {
    let things = have.flatMap { $0.split(separator: ",") }.map(String.init)
    let listener = Listener(
      time: .seconds(60 * minutes), stage: stage, holdsBaby: holdingBaby,
      things: have.isEmpty ? nil : things, level: level)
    let plan = CarePlanner(try Folders.standard()).plan(for: listener)
    for thing in plan.unneeded {
      Report.note("No routine needs `\(thing)`; `coach list` shows what they need.")
    }
    for problem in plan.unusable { Report.note("\(problem)") }
    guard !plan.picks.isEmpty else {
      Report.error(
        CoachError(
          .other, "No routine fits into \(counted(minutes)) with that.",
          advice: Self.advice(plan)))
      Self.refusals(plan).forEach(Report.note)
      throw Report.failed
    }
    var lines: [String] = []
    for (index, pick) in plan.picks.enumerated() {
      lines += [
        "\(index + 1). \(DisplayWidth.visible(pick.name)), \(ClockTime.short(pick.length))",
        "   \(why(pick, in: plan))", "   \(DisplayWidth.visible(command(pick)))", "",
      ]
    }
    lines.append("\(ClockTime.short(plan.length)) of \(counted(minutes)) in all.")
    let refusals = Self.refusals(plan)
    if !refusals.isEmpty { lines += ["", "Left out:"] + refusals }
    try Console.print(lines.joined(separator: "\n"))
  }

  private func command(_ pick: CarePlan.Candidate) -> String {
    let options = [
      holdingBaby && pick.withBaby != .asItIs ? "--with-baby" : nil,
      pick.hasLevels ? level.map { "--level \($0.rawValue)" } : nil,
    ]
    return (["coach play \(ShellWord.quoted(pick.name))"] + options.compactMap(\.self)).joined(
      separator: " ")
  }

  /// Why a routine is in the plan, and at its place.
  private func why(_ pick: CarePlan.Candidate, in plan: CarePlan) -> String {
    let isWarm = plan.picks.contains { $0.effects.contains(.heat) }
    let hasMoved = plan.picks.contains { $0.part == .movement }
    var sentences: [String] = []
    switch pick.part {
    case .relief:
      sentences = ["Heat, then movement, then the ball: all of the relief, in its order."]
    case .heat: sentences = ["Heat comes first: warm muscles move better."]
    case .movement:
      sentences = [isWarm ? "Movement, now that you are warm." : "Movement, to loosen you up."]
    case .ball:
      sentences = [
        hasMoved
          ? "Then the ball, for the tight spots that are left." : "The ball, for tight spots."
      ]
    case .mobility: sentences = ["Keeps you flexible in the long term."]
    case .strength: sentences = ["Makes your upper back strong in the long term."]
    case .posture: sentences = ["Takes strain off your back for the rest of the day."]
    case .review: sentences = ["Says the whole once more in short."]
    case .lesson: sentences = [pick.effects.isEmpty ? "You only listen." : "A lesson."]
    }
    if holdingBaby, pick.withBaby == .asItIs { sentences.append("It needs no hands.") }
    if !pick.needs.isEmpty { sentences.append("You need \(Self.list(pick.needs)).") }
    return DisplayWidth.visible(sentences.joined(separator: " "))
  }

  private static func refusals(_ plan: CarePlan) -> [String] {
    let names = plan.refusals.map { DisplayWidth.visible($0.candidate.name) }
    let width = names.map(DisplayWidth.columns).max() ?? 0
    return zip(names, plan.refusals).map { name, refusal in
      let length = List.minutes(refusal.candidate.length...refusal.candidate.length)
      let reason =
        switch refusal.reason {
        case .stage(let stages): "is for \(list(stages))"
        case .babyDown: "asks to put the baby down"
        case .needs(let things): "needs \(list(things))"
        case .tooLong: "takes \(length)"
        case .covered(let name): "is covered by \(name)"
        case .noTimeLeft: "takes \(length), more than is left"
        }
      return "  \(DisplayWidth.padded(name, to: width))  "
        + DisplayWidth.visible(reason)
    }
  }

  /// `a, b and c`.
  private static func list(_ texts: [String]) -> String {
    guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
    return texts.dropLast().joined(separator: ", ") + " and " + last
  }

  /// What to do where nothing fits.
  private static func advice(_ plan: CarePlan) -> String {
    let tooLong = plan.refusals.filter { $0.reason == .tooLong }.map(\.candidate)
    guard let shortest = tooLong.min(by: { $0.length < $1.length }) else {
      return "`coach list` shows the routines there are, and what they need."
    }
    return "The shortest that suits is \(shortest.name): "
      + List.minutes(shortest.length...shortest.length) + "."
  }

  private func counted(_ minutes: Int) -> String {
    minutes == 1 ? "1 minute" : "\(minutes) minutes"
  }
}

extension Listener.Stage: ExpressibleByArgument {}
