public import ArgumentParser
internal import Catalog
internal import CoachErrors
internal import CueTimeline
internal import LiveSession
internal import Platform
internal import Preparation
public import RoutineScript

/// What the listener wants of a routine: shared by all commands that schedule one.
struct ListenerArguments: ParsableArguments {
  @Option(
    name: .shortAndLong, help: ArgumentHelp("A voice from `coach voices`.", valueName: "name"))
  var voice: String?

  @Option(
    help: ArgumentHelp(
      "The language to speak, by its tag, such as es; `coach voices` shows them all.",
      valueName: "tag"),
    transform: { $0.lowercased() })
  var language: String?

  @Option(
    help: ArgumentHelp(
      "A value for one of the routine's settings; may be repeated.",
      valueName: "setting=value"))
  var set: [SettingValue] = []

  @Option(
    help: ArgumentHelp(
      "Difficulty, for routines with levels: easy, steady or strong, or the routine's own.",
      valueName: "level"))
  var level: Level?

  @Flag(help: "Choose the steps for somebody with a baby on the arm.")
  var withBaby = false

  @Option(help: ArgumentHelp("Only this section of the routine.", valueName: "name"))
  var section: String?

  @Flag(help: "For a room with a sleeping baby: a soft voice, fewer numbers, nothing sudden.")
  var quiet = false

  var choices: ListenerChoices {
    ListenerChoices(
      voice: voice, language: language,
      settings: Dictionary(set.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last }),
      level: level, withBaby: withBaby, section: section, isQuiet: quiet)
  }
}

/// Which routine, and what the listener wants of it.
struct RoutineArguments: ParsableArguments {
  @Argument(help: "A name from `coach list`, or the path of a script.")
  var routine: String

  @OptionGroup var listener: ListenerArguments

  var choices: ListenerChoices { listener.choices }

  /// The same as it can be asked for again from anywhere.
  func request(devices: [String]) -> SavedSession.Request {
    SavedSession.Request(
      routine: Self.resolved(routine), choices: choices, devices: devices)
  }

  /// A routine's name as it is, a script's path made absolute.
  static func resolved(_ routine: String) -> String {
    RoutineCatalog.isPath(routine) ? FileSystem.standardPath(of: routine) : routine
  }

  /// Prepares the routine, and prints its warnings.
  func prepare() throws(CoachError) -> Preparation {
    let preparation = try Preparation(routine, choices, in: Folders.standard())
    Report.printFindings(preparation.diagnostics)
    return preparation
  }
}

extension Level: ExpressibleByArgument {
  public init?(argument: String) { self.init(rawValue: argument) }
}

/// `name=value`, as `--set` takes it.
struct SettingValue: ExpressibleByArgument {
  let name: String
  let value: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else {
      return nil
    }
    name = String(argument[..<equals])
    value = String(argument[argument.index(after: equals)...])
  }
}
