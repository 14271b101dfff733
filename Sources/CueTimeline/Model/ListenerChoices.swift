public import RoutineScript

/// What a listener wants of a routine; by default everything is as the routine says.
///
/// The same for the command line, a saved session and the library. A saved session is written with
/// these keys, so a new one needs a default.
public struct ListenerChoices: Codable, Hashable, Sendable {
  /// A voice instead of the routine's own, by its name.
  public var voice: String?
  /// The language to speak, by its tag, instead of the voice's own.
  public var language: String?
  /// Values for a script's settings, by name.
  public var settings: [String: String]
  /// The difficulty, if a script has levels; `nil` for the usual one.
  public var level: Level?
  /// Whether to take the steps for a listener with a baby on the arm.
  public var withBaby: Bool
  /// Only this section, by its name, capitals aside; `nil` for all.
  public var section: String?
  /// Whether it is for a room with a sleeping baby: a soft voice, fewer numbers, nothing sudden.
  public var isQuiet: Bool

  private enum CodingKeys: String, CodingKey {
    case voice, language, settings, level, withBaby, section
    case isQuiet = "quiet"
  }

  /// Makes choices.
  public init(
    voice: String? = nil, language: String? = nil, settings: [String: String] = [:],
    level: Level? = nil, withBaby: Bool = false, section: String? = nil, isQuiet: Bool = false
  ) {
    self.voice = voice
    self.language = language
    self.settings = settings
    self.level = level
    self.withBaby = withBaby
    self.section = section
    self.isQuiet = isQuiet
  }
}

extension Scheduler.Options {
  /// What a listener's choices say about scheduling.
  ///
  /// - Parameters:
  ///   - choices: what the listener wants.
  ///   - tempo: how fast repetitions are counted.
  public init(_ choices: ListenerChoices, tempo: TempoPlan = .written) {
    self.init(
      withBaby: choices.withBaby, section: choices.section, isQuiet: choices.isQuiet, tempo: tempo)
  }
}
