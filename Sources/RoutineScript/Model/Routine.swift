public import SourceYAML

/// An exercise routine as its script says it: nothing placed in time yet, nothing spoken.
public struct Routine: Equatable, Sendable {
  /// What it is called.
  public let title: String
  /// One or two sentences on what it does.
  public let about: String?
  /// Whom it is for: `pregnancy`, `postpartum`.
  public let audience: [String]
  /// The things one needs at hand.
  public let needs: [String]
  /// Which part of looking after a back it is; `nil` if the script does not say.
  public let part: Part?
  /// Where its advice comes from.
  public let source: String?
  /// The voice it asks for.
  public let voice: Request?
  /// The language its texts are in, if it says so.
  public let language: Request?
  /// What can be set, with the values in force.
  public let settings: [Setting]
  /// Whether a level makes a difference: in its own settings, or in a routine it includes.
  public let hasLevels: Bool
  /// The levels it can have, from easy to hard.
  public let levels: [Level]
  /// How words are said in the language it is read in: its own entries, then those of the routines
  /// it includes; of several for the same words, the first.
  public let sayAs: [SayAs]
  /// Its steps, in order, includes resolved.
  public let steps: [Step]
  /// The script's name, as shown to people.
  public let file: String

  /// The language of a script that does not say which.
  public static let usualLanguage = "en"

  /// A part of looking after a back, in the order in which they help: heat THEN movement, then the
  /// ball, as in the article the first routine is made from.
  public enum Part: String, Hashable, Sendable, CaseIterable {
    /// Explains, and asks for nothing.
    case lesson
    /// Heat, movement and the ball in one.
    case relief
    /// A heat pad, to let tight muscles go.
    case heat
    /// Gentle movement, after heat.
    case movement
    /// A ball against the wall, for tight spots.
    case ball
    /// How to sit, stand and carry.
    case posture
    /// Exercise that makes muscles stronger.
    case strength
    /// Exercise that makes joints move further.
    case mobility
    /// Says the whole once more in short.
    case review
  }

  /// The name of a voice or a language, and where the script asks for it.
  public struct Request: Equatable, Sendable {
    /// The name.
    public let name: String
    /// Where it is written.
    public let span: SourceSpan
    /// The text of that line.
    public let sourceLine: String
  }
}

/// One step of a routine.
///
/// A class only because it has so many parts: a routine in rounds holds each of its steps many times.
public final class Step: Equatable, Sendable {
  /// What is done.
  public let action: Action
  /// What the step is called, if the script says: `of`.
  public let name: ScriptText?
  /// What is said before it.
  public let instruction: ScriptText?
  /// What is said while it goes on.
  public let during: [DuringCue]
  /// When time is announced; `nil` for what suits its length.
  public let announcements: [Announcement]?
  /// The sides it is done on, each in full; empty if it has none.
  public let sides: [Side]
  /// The hands it needs.
  public let hands: Hands
  /// Whether it is only for a listener with a baby on the arm, or only for one without; `nil` if it is
  /// for both.
  public let forBaby: Bool?
  /// What to do instead with a baby on the arm.
  public let withBaby: [Step]?
  /// The section that starts with it.
  public let section: String?
  /// Why it may exceed a soft limit.
  public let because: String?
  /// Where it is written.
  public let span: SourceSpan
  /// The text of that line, for findings the timeline makes.
  public var sourceLine: String { source.line(span.start.line) }
  private let source: SourceText
  /// Its keys and their values as they are written.
  private let entries: [SourceEntry]

  /// Where the value of the first of these keys is that it has, on the line it begins on; of a list
  /// or a mapping, its key; the step's own place if it has none of them.
  package func place(of keys: any GrammarKey...) -> SourcePlace {
    for key in keys {
      if let entry = entries.first(where: { $0.key.text == key.rawValue }) {
        return SourcePlace(entry.span, in: source)
      }
    }
    return SourcePlace(span, in: source)
  }

  init(
    action: Action, name: ScriptText?, instruction: ScriptText?, during: [DuringCue],
    announcements: [Announcement]?, sides: [Side], hands: Hands, withBaby: [Step]?,
    forBaby: Bool? = nil, section: String?, because: String?, span: SourceSpan, source: SourceText,
    entries: [SourceEntry]
  ) {
    self.action = action
    self.name = name
    self.instruction = instruction
    self.during = during
    self.announcements = announcements
    self.sides = sides
    self.hands = hands
    self.forBaby = forBaby
    self.withBaby = withBaby
    self.section = section
    self.because = because
    self.span = span
    self.source = source
    self.entries = entries
  }

  /// The same step with something else done in it.
  package func doing(_ action: Action) -> Step {
    Step(
      action: action, name: name, instruction: instruction, during: during,
      announcements: announcements, sides: sides, hands: hands, withBaby: withBaby,
      forBaby: forBaby, section: section, because: because, span: span, source: source,
      entries: entries)
  }

  public static func == (left: Step, right: Step) -> Bool {
    left === right
      || left.action == right.action && left.name == right.name
        && left.instruction == right.instruction && left.during == right.during
        && left.announcements == right.announcements && left.sides == right.sides
        && left.hands == right.hands && left.forBaby == right.forBaby
        && left.withBaby == right.withBaby
        && left.section == right.section && left.because == right.because
        && left.place() == right.place() && left.entries == right.entries
  }

  /// What is done in a step, by its kind.
  public indirect enum Action: Equatable, Sendable {
    /// Speaks.
    case say(ScriptText)
    /// Silence.
    case pause(Duration)
    /// Speaks, then waits for *go* for a limited time.
    case wait(ScriptText, atMost: Duration?)
    /// Counted movement.
    case reps(Repetitions)
    /// A position that is held.
    case hold(Hold)
    /// Movement for a time, uncounted.
    case work(Work)
    /// A heat pad, on a place of the body.
    case heat(Duration, on: ScriptText?)
    /// A ball against the wall, with how firm it is pressed, from first to last.
    case roll(Duration, on: ScriptText?, pressure: [ScriptText])
    /// A rest that says what comes next.
    case rest(Duration)
    /// Rounds of steps.
    case rounds(Rounds)
    /// Another routine's steps.
    case include(String, [Step])

    /// Whether it is done not even once, as a setting says.
    var isNone: Bool {
      let counts: [Count] =
        switch self {
        case .reps(let reps): reps.counts + [reps.sets]
        case .hold(let hold): [hold.times]
        case .work(let work): [work.sets]
        case .rounds(let rounds): rounds.count.map { [$0] } ?? []
        default: []
        }
      return counts.contains { $0.value < 1 }
    }

    /// What kind of step it makes.
    public var kind: StepKind {
      switch self {
      case .say: .say
      case .pause: .pause
      case .wait: .wait
      case .reps: .reps
      case .hold: .hold
      case .work: .work
      case .heat: .heat
      case .roll: .roll
      case .rest: .rest
      case .rounds(let rounds): rounds.kind
      case .include: .include
      }
    }
  }
}

/// A bell that a script rings.
public enum Bell: String, Hashable, Sendable, CaseIterable {
  /// A deep one, for a beginning.
  case low
  /// A higher one, for what is in between.
  case high
  /// The one that ends an interval.
  case end
}

/// Words said, or a bell rung, during a step: an entry of its `during`.
public struct DuringCue: Equatable, Sendable {
  /// When in the step, from its start.
  public enum Time: Equatable, Sendable {
    /// Once.
    case at(Duration)
    /// Again and again.
    case every(Duration)
  }

  /// What is heard.
  public enum Sound: Equatable, Sendable {
    /// Words, as soon as there is room.
    case words(ScriptText)
    /// A bell, exactly at its time.
    case bell(Bell)
  }

  /// When it is heard.
  public let time: Time
  /// What is heard.
  public let sound: Sound
  /// What is said; `nil` if a bell is rung.
  public var text: ScriptText? {
    if case .words(let text) = sound { text } else { nil }
  }
  /// Where it is written.
  public var span: SourceSpan { place.span }
  /// The text of that line.
  public var sourceLine: String { place.sourceLine }
  let place: SourcePlace
}

/// A kind of time announcement.
public enum Announcement: Equatable, Sendable {
  /// When half of the time is over.
  case halfway
  /// Whenever a multiple of this is left.
  case every(Duration)
  /// The last seconds, counted down.
  case last(Duration)
}

/// Which hands a step needs.
public enum Hands: String, Hashable, Sendable, CaseIterable {
  /// It can be done with both arms full.
  case none
  /// One hand has to be free.
  case one
  /// Both hands have to be free.
  case both
}

/// How many times: repetitions, sets, rounds; from 1 in everything that is done.
public struct Count: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral {
  /// The number.
  public let value: Int32

  /// Makes a count of a number that is written in code.
  public init(integerLiteral value: Int32) { self.init(value) }

  /// Makes a count; `value` is at least 1.
  public init(_ value: Int32) { self.value = value }

  /// Once.
  public static let one = Count(1)

  public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

/// Text that is to be spoken, with the settings in it still as values, since how a duration is said
/// is a matter of the voice's language.
public struct ScriptText: Equatable, Sendable {
  /// A part of a text.
  public enum Piece: Equatable, Sendable {
    /// Words as they are.
    case words(String)
    /// A setting that is a duration, to be said in the voice's language.
    case duration(Duration)
    /// How long the whole routine takes, which is known once it is scheduled: `${length}`.
    case length
  }

  /// Its parts, in order.
  public let pieces: [Piece]
  /// Where it is written.
  public var span: SourceSpan { place.span }
  /// The text of the line it starts on.
  public var sourceLine: String { place.sourceLine }
  let place: SourcePlace
}
