public import RoutineScript

/// Lays a routine out in time: the one place where it is decided when something is heard.
///
/// Pure: the same routine, phrases and measures give the same timeline, every time.
public struct Scheduler: Sendable {
  /// What may be chosen when a routine is laid out.
  public struct Options: Equatable, Sendable {
    /// Take what the script offers for a listener with a baby on the arm.
    public var withBaby: Bool
    /// Only this section, by its name, capitals aside; `nil` for all.
    public var section: String?
    /// Chimes instead of numbers where the count is not needed, for a room with a sleeping baby.
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

  /// What came of a routine.
  public struct Outcome: Equatable, Sendable {
    /// The timeline; `nil` where a finding is an error.
    public let timeline: Timeline?
    /// What only the layout in time could tell.
    public let diagnostics: [Diagnostic]
  }

  /// What is known of a routine without its cues.
  public struct Survey: Equatable, Sendable {
    /// How long it takes; `nil` where a finding is an error.
    public let length: Duration?
    /// What only the layout in time could tell.
    public let diagnostics: [Diagnostic]

    fileprivate init(length: Duration?, diagnostics: [Diagnostic]) {
      self.length = length
      self.diagnostics = diagnostics
    }

    /// What is known from its timeline.
    public init(_ outcome: Outcome) {
      length = outcome.timeline?.duration
      diagnostics = outcome.diagnostics
    }
  }

  /// There is no section of the name asked for.
  public struct UnknownSection: Error, Equatable {
    /// The name asked for.
    public let name: String
    /// The sections there are, in order.
    public let sections: [String]
  }

  private let phrases: PhraseCatalogue
  private let voice: String

  /// Makes a scheduler.
  ///
  /// - Parameters:
  ///   - phrases: the set phrases of the voice's language.
  ///   - voice: the voice's name, to be written into timelines.
  public init(phrases: PhraseCatalogue, voice: String) {
    self.phrases = phrases
    self.voice = voice
  }

  /// Lays a routine out.
  ///
  /// - Parameters:
  ///   - routine: what to lay out.
  ///   - options: what the listener chose.
  ///   - meter: tells how long phrases are; asked a few times, for many phrases at once.
  /// - Returns: the timeline, or why there is none.
  /// - Throws: `UnknownSection` where the section asked for does not exist.
  public func schedule(
    _ routine: Routine, _ options: Options = Options(), meter: some SpeechMeter
  ) throws(UnknownSection) -> Outcome {
    try schedule(routine, options, with: phrasebook(meter: meter))
  }

  /// A book for routines that have much to say in common, as one routine has at all of its levels.
  ///
  /// - Parameter meter: tells how long phrases are.
  /// - Returns: a book in which nothing has been said yet.
  public func phrasebook(meter: some SpeechMeter) -> Phrasebook {
    Phrasebook(phrases, meter: meter)
  }

  /// Lays a routine out in words of which some may have been said before.
  ///
  /// - Parameters:
  ///   - routine: what to lay out.
  ///   - options: what the listener chose.
  ///   - book: what is known of phrases; of this scheduler's language.
  /// - Returns: the timeline, or why there is none: the same whatever the book holds already.
  /// - Throws: `UnknownSection` where the section asked for does not exist.
  public func schedule(
    _ routine: Routine, _ options: Options, with book: Phrasebook
  ) throws(UnknownSection) -> Outcome {
    let (layout, diagnostics) = try layout(routine, options, with: book, isWanted: true)
    return Outcome(
      timeline: layout?.timeline(title: routine.title, voice: voice), diagnostics: diagnostics)
  }

  /// Tells how long a routine takes, and what only the layout in time can tell: all that `schedule`
  /// does but for the cues, in less time.
  ///
  /// - Parameters:
  ///   - routine: the routine.
  ///   - options: what the listener chose.
  ///   - book: what is known of phrases; of this scheduler's language.
  /// - Returns: its length, or why there is none.
  /// - Throws: `UnknownSection` where the section asked for does not exist.
  public func survey(
    _ routine: Routine, _ options: Options, with book: Phrasebook
  ) throws(UnknownSection) -> Survey {
    let (layout, diagnostics) = try layout(routine, options, with: book, isWanted: false)
    return Survey(length: layout?.duration, diagnostics: diagnostics)
  }

  /// Lays a routine out until nothing in it changes any more.
  ///
  /// - Returns: the layout, `nil` where a finding is an error, and the findings.
  private func layout(
    _ routine: Routine, _ options: Options, with book: Phrasebook, isWanted: Bool
  ) throws(UnknownSection) -> (Layout?, [Diagnostic]) {
    let expansion = Expansion(routine, withBaby: options.withBaby, phrases: phrases)
    if !expansion.diagnostics.isEmpty { return (nil, expansion.diagnostics) }
    let steps = try selected(expansion.planned, options.section)
    var length = Duration.zero
    var corrections = 0
    var takes: [Take?] = []
    while true {
      var layout = Layout(
        book, options: options, length: length, isWanted: isWanted, after: takes)
      layout.compose(steps)
      takes = layout.takes
      if book.lacksMeasures {
        book.fill()
        continue
      }
      if layout.composer.saysLength, layout.spokenLength != length,
        corrections < Self.mostCorrections
      {
        length = layout.spokenLength
        corrections += 1
        continue
      }
      layout.reportLength()
      let findings = layout.composer.diagnostics
      let failed = findings.contains { $0.severity == .error }
      return (failed ? nil : layout, findings)
    }
  }

  /// How often the length that is said may be corrected: saying it in other words could move it
  /// across the border between two minutes and back for ever.
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
