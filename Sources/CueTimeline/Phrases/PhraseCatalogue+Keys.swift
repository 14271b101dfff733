public import RoutineScript

extension PhraseCatalogue {
  /// A set phrase, by its key in the file.
  public enum Key: String, CaseIterable, Sendable {
    case ready
    case name
    case dose
    case doseEachSide = "dose each side"
    case doseHolds = "dose holds"
    case doseTime = "dose time"
    case holdTime = "hold time"
    case firstSide = "first side"
    case nextSide = "next side"
    case onlySide = "only side"
    case firstNamedSide = "first named side"
    case nextNamedSide = "next named side"
    case onlyNamedSide = "only named side"
    case set
    case round
    case outerRound = "outer round"
    case openRound = "open round"
    case roundsEvery = "rounds every"
    case roundsFitting = "rounds fitting"
    case reached
    case reachedIn = "reached in"
    case again
    case rest
    case restBreathe = "rest breathe"
    case next
    case halfway
    case last
    case timeLeft = "time left"
    case release
    case holdBreathe = "hold breathe"
    case workTime = "work time"
    case workOn = "work on"
    case workEnd = "work end"
    case heatOn = "heat on"
    case heatOnBody = "heat on body"
    case heatTime = "heat time"
    case heatRest = "heat rest"
    case heatOff = "heat off"
    case heatSwitchOff = "heat switch off"
    case heatShort = "heat short"
    case heatEnough = "heat enough"
    case rollOn = "roll on"
    case rollOnWall = "roll on wall"
    case rollGently = "roll gently"
    case rollTime = "roll time"
    case rollPressure = "roll pressure"
    case rollSlowly = "roll slowly"
    case rollOffSpine = "roll off spine"
    case rollBreathe = "roll breathe"
    case rollEnd = "roll end"
    case babyDown = "baby down"
    case stillAwake = "still awake"
    case babySafe = "baby safe"
    case resumeSide = "resume side"
    case resume
    case welcomeBack = "welcome back"
    case toGo = "to go"
    case press
    case stopped
    case disclaimer

    /// What is filled into this phrase, by its name between braces.
    var slots: [String] {
      switch self {
      case .name, .next: ["step"]
      case .dose, .doseEachSide: ["times"]
      case .doseHolds: ["times", "time"]
      case .doseTime, .holdTime, .workTime, .roundsFitting, .rest, .timeLeft, .heatTime, .heatShort,
        .rollTime,
        .toGo:
        ["time"]
      case .firstSide, .nextSide, .onlySide, .firstNamedSide, .nextNamedSide, .onlyNamedSide,
        .resumeSide:
        ["side"]
      case .openRound, .reached: ["n"]
      case .roundsEvery: ["count", "time"]
      case .reachedIn: ["step", "n"]
      case .set, .round, .outerRound, .again, .resume: ["n", "count"]
      case .heatOn, .rollOn: ["on"]
      case .rollPressure: ["pressure"]
      default: []
      }
    }
  }

  /// A value for a set phrase; its case is the name between braces.
  public enum Slot: Hashable, Sendable {
    case n(Count)
    case count(Count)
    case times(Count)
    case time(Duration)
    case side(Side)
    case step(String)
    case on(String)
    case pressure(String)
  }
}
