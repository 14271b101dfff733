public import RoutineScript
public import SourceYAML

/// Schedules a routine: decides when everything in it is heard.
///
/// Pure: the same routine, phrases and measures give the same timeline, every time.
public struct Scheduler: Sendable {
  /// What the listener may choose.
  public struct Options: Equatable, Sendable {
    /// Whether to use the steps that the script has for a listener with a baby on the arm.
    public var withBaby: Bool
    /// Only this section, by its name, capitals aside; `nil` for all.
    public var section: String?
    /// Chimes instead of numbers if the count is not needed, for a room with a sleeping baby.
    public var isQuiet: Bool
    /// How fast repetitions are counted.
    public var tempo: TempoPlan

    /// Makes options.
    public init(
      withBaby: Bool = false, section: String? = nil, isQuiet: Bool = false,
      tempo: TempoPlan = .written
    ) {
      self.withBaby = withBaby
      self.section = section
      self.isQuiet = isQuiet
      self.tempo = tempo
    }
  }

  /// A scheduled routine.
  public struct Outcome: Equatable, Sendable {
    /// The timeline; `nil` if a finding is an error.
    public let timeline: Timeline?
    /// Findings that only scheduling can make.
    public let diagnostics: [Diagnostic]
  }

  /// What is known of a scheduled routine without its cues.
  public struct Survey: Equatable, Sendable {
    /// How long it takes; `nil` if a finding is an error.
    public let length: Duration?
    /// Findings that only scheduling can make.
    public let diagnostics: [Diagnostic]

    fileprivate init(length: Duration?, diagnostics: [Diagnostic]) {
      self.length = length
      self.diagnostics = diagnostics
    }

    /// Makes a survey of what an outcome has in full.
    public init(_ outcome: Outcome) {
      length = outcome.timeline?.duration
      diagnostics = outcome.diagnostics
    }
  }

  /// There is no section with the requested name.
  public struct UnknownSection: Error, Equatable {
    /// The requested name.
    public let name: String
    /// The sections that exist, in order.
    public let sections: [String]
  }

  private let phrases: PhraseCatalogue
  private let voice: String

  /// Makes a scheduler.
  ///
  /// - Parameters:
  ///   - phrases: the set phrases of the voice's language.
  ///   - voice: the voice's name, for the timelines.
  public init(phrases: PhraseCatalogue, voice: String) {
    self.phrases = phrases
    self.voice = voice
  }

  /// Schedules a routine.
  ///
  /// - Parameters:
  ///   - routine: the routine.
  ///   - options: what the listener chose.
  ///   - meter: measures phrases; asked a few times, for many phrases at once.
  /// - Returns: the timeline, or why there is none.
  /// - Throws: `UnknownSection` if the requested section does not exist.
  public func schedule(
    _ routine: Routine, _ options: Options = Options(), meter: some SpeechMeter
  ) throws(UnknownSection) -> Outcome {
    try schedule(routine, options, with: phrasebook(meter: meter))
  }

  /// A phrasebook for routines that share many phrases, such as one routine at all of its levels.
  ///
  /// - Parameter meter: measures phrases.
  /// - Returns: an empty phrasebook.
  public func phrasebook(meter: some SpeechMeter) -> Phrasebook {
    Phrasebook(phrases, meter: meter)
  }

  /// Schedules a routine with a phrasebook that may already have some of its phrases.
  ///
  /// - Parameters:
  ///   - routine: the routine.
  ///   - options: what the listener chose.
  ///   - book: a phrasebook in this scheduler's language.
  /// - Returns: the timeline, or why there is none; the same whatever the book already has.
  /// - Throws: `UnknownSection` if the requested section does not exist.
  public func schedule(
    _ routine: Routine, _ options: Options, with book: Phrasebook
  ) throws(UnknownSection) -> Outcome {
    let (pass, diagnostics) = try lastPass(over: routine, options, with: book, isWanted: true)
    return Outcome(
      timeline: pass?.timeline(title: routine.title, voice: voice), diagnostics: diagnostics)
  }

  /// Finds out how long a routine takes, and makes the findings of `schedule`, without cues and in
  /// less time.
  ///
  /// - Parameters:
  ///   - routine: the routine.
  ///   - options: what the listener chose.
  ///   - book: a phrasebook in this scheduler's language.
  /// - Returns: its length, or why there is none.
  /// - Throws: `UnknownSection` if the requested section does not exist.
  public func survey(
    _ routine: Routine, _ options: Options, with book: Phrasebook
  ) throws(UnknownSection) -> Survey {
    let (pass, diagnostics) = try lastPass(over: routine, options, with: book, isWanted: false)
    return Survey(length: pass?.duration, diagnostics: diagnostics)
  }

  /// Schedules a routine again and again, until every phrase is measured and the length that is said
  /// is the real one.
  ///
  /// - Returns: the last pass, `nil` if a finding is an error, and the findings.
  private func lastPass(
    over routine: Routine, _ options: Options, with book: Phrasebook, isWanted: Bool
  ) throws(UnknownSection) -> (SchedulePass?, [Diagnostic]) {
    let expansion = Expansion(routine, withBaby: options.withBaby, phrases: phrases)
    if !expansion.diagnostics.isEmpty { return (nil, expansion.diagnostics) }
    let steps = try selected(expansion.planned, options.section)
    var length = Duration.zero
    var corrections = 0
    var schedules: [StepSchedule?] = []
    while true {
      var pass = SchedulePass(
        book, options: options, length: length, isWanted: isWanted, after: schedules)
      pass.schedule(steps)
      schedules = pass.schedules
      if book.lacksMeasures {
        book.measureMissing()
        continue
      }
      if pass.writer.saysLength, pass.spokenLength != length,
        corrections < Self.mostCorrections
      {
        length = pass.spokenLength
        corrections += 1
        continue
      }
      pass.reportLength()
      let findings = pass.writer.diagnostics
      let failed = findings.contains { $0.severity == .error }
      return (failed ? nil : pass, findings)
    }
  }

  /// How often the length that is said may be corrected: saying another length may itself change the
  /// length by a minute, and the next one change it back, without end.
  private static let mostCorrections = 4

  private func selected(
    _ steps: [PlannedStep], _ section: String?
  ) throws(UnknownSection) -> [PlannedStep] {
    guard let section else { return steps }
    let chosen = steps.filter { $0.section.lowercased() == section.lowercased() }
    guard chosen.isEmpty else { return chosen }
    var names: [String] = []
    for step in steps where !names.contains(step.section) { names.append(step.section) }
    throw UnknownSection(name: section, sections: names)
  }
}
