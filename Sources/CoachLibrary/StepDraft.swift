public import RoutineScript
internal import ScriptTools

/// A step of a routine that is built in code.
///
/// It is made by its kind, and refined by methods that each return the step with more said about it:
/// `.hold(.seconds(15), of: "Chest stretch").eachSide(.right, .left)`. Texts are as in a script, where
/// `${length}` is how long the whole routine takes.
///
/// ## Topics
///
/// ### Kinds
///
/// - ``say(_:)``
/// - ``wait(_:atMost:)``
/// - ``reps(_:of:tempo:counting:sets:rest:)``
/// - ``reps(_:of:tempo:counting:rests:)``
/// - ``hold(_:of:times:rest:)``
/// - ``hold(_:of:rests:)``
/// - ``work(_:of:sets:rest:end:)``
/// - ``work(_:of:rests:end:)``
/// - ``heat(_:on:)``
/// - ``roll(_:on:pressure:)``
/// - ``rest(_:)``
/// - ``pause(_:)``
/// - ``rounds(_:rest:_:)``
/// - ``every(_:times:_:)``
/// - ``amrap(_:_:)``
/// - ``include(_:)``
///
/// ### What refines a step
///
/// - ``saying(_:)``
/// - ``saying(_:at:)``
/// - ``saying(_:every:)``
/// - ``ringing(_:at:)``
/// - ``ringing(_:every:)``
/// - ``announcing(_:)``
/// - ``eachSide(_:)``
/// - ``alternating(_:)``
/// - ``counting(_:)``
/// - ``restingBetweenSides(_:)``
/// - ``hands(_:)``
/// - ``withBaby(_:)``
/// - ``withBaby(hands:saying:)``
/// - ``only(_:)``
/// - ``onlyWithBaby()``
/// - ``onlyWithoutBaby()``
/// - ``section(_:)``
/// - ``because(_:)``
public struct StepDraft: Equatable, Sendable {
  /// Its keys in a script, the one that says its kind first.
  private var keys: [JSONValue.Member]

  /// The step as a script has it.
  var written: JSONValue { .object(keys.map { ($0.name, $0.value) }) }

  private init(_ kind: StepKind, _ value: JSONValue) {
    keys = [JSONValue.Member(name: kind.rawValue, value: value)]
  }

  /// The step with a key set, in place of what it was; unchanged if there is nothing to set.
  private func with(_ key: StepKey, _ value: JSONValue?) -> StepDraft {
    guard let value else { return self }
    var step = self
    step.keys.removeAll { $0.name == key.rawValue }
    step.keys.append(JSONValue.Member(name: key.rawValue, value: value))
    return step
  }
}

// MARK: - Kinds

extension StepDraft {
  /// Speaks a text.
  public static func say(_ text: String) -> StepDraft { StepDraft(.say, .text(text)) }

  /// Silence.
  ///
  /// - Parameter duration: how long; above zero, at most a day, to the nanosecond.
  /// - Returns: the step.
  public static func pause(_ duration: Duration) -> StepDraft {
    StepDraft(.pause, .duration(duration))
  }

  /// Speaks a text, then waits until the listener says to go on; in a file, a pause.
  ///
  /// - Parameters:
  ///   - text: what is asked.
  ///   - atMost: how long to wait; `nil` for as long as it takes, and half a minute in a file.
  /// - Returns: the step.
  public static func wait(_ text: String, atMost: Duration? = nil) -> StepDraft {
    StepDraft(.wait, .text(text)).with(.atMost, atMost.map(JSONValue.duration))
  }

  /// Counts repetitions aloud, each number on its beat.
  ///
  /// - Parameters:
  ///   - count: how many repetitions, from 1 to 1,000.
  ///   - name: what the movement is called.
  ///   - tempo: how long one repetition takes; `nil` for three seconds.
  ///   - counting: how the numbers are said; `nil` for all of them, upwards.
  ///   - sets: how many sets, from 1 to 100; `nil` for one.
  ///   - rest: the rest between sets; `nil` for what is usual.
  /// - Returns: the step.
  public static func reps(
    _ count: Count, of name: String? = nil, tempo: TempoDraft? = nil, counting: Counting? = nil,
    sets: Count? = nil, rest: Duration? = nil
  ) -> StepDraft {
    StepDraft(.reps, .count(count)).with(.of, name.map(JSONValue.text))
      .with(.tempo, tempo?.written).with(.count, counting?.written)
      .with(.sets, sets.map(JSONValue.count)).with(.rest, rest.map(JSONValue.duration))
  }

  /// Counts sets of repetitions that are not all alike, each announced before it begins.
  ///
  /// - Parameters:
  ///   - counts: how many repetitions, for each set.
  ///   - name: what the movement is called.
  ///   - tempo: how long one repetition takes; `nil` for three seconds.
  ///   - counting: how the numbers are said; `nil` for all of them, upwards.
  ///   - rests: the rests between the sets; none for what is usual.
  /// - Returns: the step.
  public static func reps(
    _ counts: [Count], of name: String? = nil, tempo: TempoDraft? = nil,
    counting: Counting? = nil, rests: [Duration] = []
  ) -> StepDraft {
    StepDraft(.reps, .list(counts.map(JSONValue.count))).with(.of, name.map(JSONValue.text))
      .with(.tempo, tempo?.written).with(.count, counting?.written).with(.rest, .perSet(rests))
  }

  /// A position that is held: its seconds are counted, or its end is announced.
  ///
  /// - Parameters:
  ///   - duration: how long.
  ///   - name: what the position is called.
  ///   - times: how many times it is held, from 1 to 1,000; `nil` for once.
  ///   - rest: the rest between the times; `nil` for what is usual.
  /// - Returns: the step.
  public static func hold(
    _ duration: Duration, of name: String? = nil, times: Count? = nil, rest: Duration? = nil
  ) -> StepDraft {
    StepDraft(.hold, .duration(duration)).with(.of, name.map(JSONValue.text))
      .with(.times, times.map(JSONValue.count)).with(.rest, rest.map(JSONValue.duration))
  }

  /// A position that is held several times, not each time as long.
  ///
  /// - Parameters:
  ///   - durations: how long, each time.
  ///   - name: what the position is called.
  ///   - rests: the rests between; none for what is usual.
  /// - Returns: the step.
  public static func hold(
    _ durations: [Duration], of name: String? = nil, rests: [Duration] = []
  ) -> StepDraft {
    StepDraft(.hold, .list(durations.map(JSONValue.duration)))
      .with(.of, name.map(JSONValue.text)).with(.rest, .perSet(rests))
  }

  /// Movement for a time, in which nothing is counted.
  ///
  /// - Parameters:
  ///   - duration: how long.
  ///   - name: what the movement is called.
  ///   - sets: how many sets, from 1 to 100; `nil` for one.
  ///   - rest: the rest between sets; `nil` for what is usual.
  ///   - end: what is said at its end; `nil` for "Stop."
  /// - Returns: the step.
  public static func work(
    _ duration: Duration, of name: String? = nil, sets: Count? = nil, rest: Duration? = nil,
    end: String? = nil
  ) -> StepDraft {
    StepDraft(.work, .duration(duration)).with(.of, name.map(JSONValue.text))
      .with(.sets, sets.map(JSONValue.count)).with(.rest, rest.map(JSONValue.duration))
      .with(.end, end.map(JSONValue.text))
  }

  /// Movement for a time, in sets that are not all as long.
  ///
  /// - Parameters:
  ///   - durations: how long, for each set.
  ///   - name: what the movement is called.
  ///   - rests: the rests between the sets; none for what is usual.
  ///   - end: what is said at its end; `nil` for "Stop."
  /// - Returns: the step.
  public static func work(
    _ durations: [Duration], of name: String? = nil, rests: [Duration] = [], end: String? = nil
  ) -> StepDraft {
    StepDraft(.work, .list(durations.map(JSONValue.duration)))
      .with(.of, name.map(JSONValue.text)).with(.rest, .perSet(rests))
      .with(.end, end.map(JSONValue.text))
  }

  /// Heat: tells to put the pad on, announces the time left, and tells to take the pad off.
  ///
  /// - Parameters:
  ///   - duration: how long; above 15 minutes is a warning, above 20 an error.
  ///   - place: where the pad is put: `your upper back`.
  /// - Returns: the step.
  public static func heat(_ duration: Duration, on place: String? = nil) -> StepDraft {
    StepDraft(.heat, .duration(duration)).with(.place, place.map(JSONValue.text))
  }

  /// A ball between the body and the wall.
  ///
  /// - Parameters:
  ///   - duration: how long; below 2 or above 5 minutes is a warning, above 10 an error.
  ///   - place: where the ball goes: `the muscles around your shoulder blade`.
  ///   - pressure: how firm it is pressed, from the first words to the last.
  /// - Returns: the step.
  public static func roll(
    _ duration: Duration, on place: String? = nil, pressure: [String] = []
  ) -> StepDraft {
    StepDraft(.roll, .duration(duration)).with(.place, place.map(JSONValue.text))
      .with(.pressure, pressure.isEmpty ? nil : .list(pressure.map(JSONValue.text)))
  }

  /// A rest, in which the next step is announced.
  public static func rest(_ duration: Duration) -> StepDraft {
    StepDraft(.rest, .duration(duration))
  }

  /// Rounds: steps that are done so many times, one round after the other.
  ///
  /// - Parameters:
  ///   - count: how many rounds, from 1 to 1,000.
  ///   - rest: the rest between two rounds; `nil` for none.
  ///   - steps: the steps of one round.
  /// - Returns: the step.
  public static func rounds(
    _ count: Count, rest: Duration? = nil, _ steps: [StepDraft]
  ) -> StepDraft {
    StepDraft(.rounds, .count(count)).with(.rest, rest.map(JSONValue.duration))
      .with(.steps, .list(steps.map(\.written)))
  }

  /// Rounds that begin on their minute: each when the time of the one before is over.
  ///
  /// - Parameters:
  ///   - period: the time of a round.
  ///   - times: how many rounds, from 1 to 1,000.
  ///   - steps: the steps of one round.
  /// - Returns: the step.
  public static func every(
    _ period: Duration, times: Count, _ steps: [StepDraft]
  ) -> StepDraft {
    StepDraft(.every, .duration(period)).with(.times, .count(times))
      .with(.steps, .list(steps.map(\.written)))
  }

  /// As many rounds as fit into a time, at whose end they stop wherever they are.
  ///
  /// - Parameters:
  ///   - duration: the time of all rounds.
  ///   - steps: the steps of one round.
  /// - Returns: the step.
  public static func amrap(_ duration: Duration, _ steps: [StepDraft]) -> StepDraft {
    StepDraft(.amrap, .duration(duration)).with(.steps, .list(steps.map(\.written)))
  }

  /// Another routine's steps.
  ///
  /// - Parameter routine: its name, as `coach list` shows it.
  /// - Returns: the step.
  public static func include(_ routine: String) -> StepDraft {
    StepDraft(.include, .text(routine))
  }
}

// MARK: - What refines a step

extension StepDraft {
  /// What is said before the step; without it, its name is said.
  public func saying(_ instruction: String) -> StepDraft { with(.say, .text(instruction)) }

  /// The rest between sides, for a step without sets.
  public func restingBetweenSides(_ rest: Duration) -> StepDraft { with(.rest, .duration(rest)) }

  /// Sides it is done on, in order and in full on each: of the body, or by any other name.
  public func eachSide(_ sides: Side...) -> StepDraft {
    with(.eachSide, .list(sides.map { .text($0.rawValue) }))
  }

  /// Sides that repetitions are done on in turn, each in full on each.
  public func alternating(_ sides: Side...) -> StepDraft {
    with(.alternate, .list(sides.map { .text($0.rawValue) }))
  }

  /// How numbers are said: of repetitions, or the seconds of a hold, which can be counted up or down.
  public func counting(_ counting: Counting) -> StepDraft { with(.count, counting.written) }

  /// Says something while the step goes on; may be used several times.
  ///
  /// - Parameters:
  ///   - text: what is said.
  ///   - time: how long after the start.
  /// - Returns: the step with that.
  public func saying(_ text: String, at time: Duration) -> StepDraft {
    reminding(.at, time, .say, text)
  }

  /// Says something again and again while the step goes on; may be used several times.
  ///
  /// - Parameters:
  ///   - text: what is said.
  ///   - period: after how long, and how often.
  /// - Returns: the step with that.
  public func saying(_ text: String, every period: Duration) -> StepDraft {
    reminding(.every, period, .say, text)
  }

  /// Rings a bell while the step goes on; may be used several times.
  ///
  /// - Parameters:
  ///   - bell: which bell.
  ///   - time: how long after the start.
  /// - Returns: the step with that.
  public func ringing(_ bell: Bell, at time: Duration) -> StepDraft {
    reminding(.at, time, .chime, bell.rawValue)
  }

  /// Rings a bell again and again while the step goes on; may be used several times.
  ///
  /// - Parameters:
  ///   - bell: which bell.
  ///   - period: after how long, and how often.
  /// - Returns: the step with that.
  public func ringing(_ bell: Bell, every period: Duration) -> StepDraft {
    reminding(.every, period, .chime, bell.rawValue)
  }

  /// Which times are announced; without it, what suits the step's length.
  ///
  /// - Parameter announcements: none for no times at all.
  /// - Returns: the step with that.
  public func announcing(_ announcements: Announcement...) -> StepDraft {
    with(.announce, announcements.isEmpty ? .text("off") : .list(announcements.map(\.written)))
  }

  /// Which hands the step needs.
  public func hands(_ hands: Hands) -> StepDraft { with(.hands, .text(hands.rawValue)) }

  /// What to do instead with a baby on the arm.
  public func withBaby(_ steps: StepDraft...) -> StepDraft {
    with(.withBaby, .list(steps.map(\.written)))
  }

  /// The same step with a baby on the arm, but for the hands it needs and what is said.
  ///
  /// - Parameters:
  ///   - hands: the hands it needs then.
  ///   - instruction: what is said before it; `nil` for the same.
  /// - Returns: the step with that.
  public func withBaby(hands: Hands, saying instruction: String? = nil) -> StepDraft {
    var changes: [(String, JSONValue)] = [(StepKey.hands.rawValue, .text(hands.rawValue))]
    if let instruction { changes.append((StepKey.say.rawValue, .text(instruction))) }
    return with(.withBaby, .object(changes))
  }

  /// Only at some levels.
  public func only(_ levels: Level...) -> StepDraft {
    with(.only, .list(levels.map { .text($0.rawValue) }))
  }

  /// Only with a baby on the arm.
  public func onlyWithBaby() -> StepDraft { with(.only, .text("with baby")) }

  /// Only without a baby on the arm.
  public func onlyWithoutBaby() -> StepDraft { with(.only, .text("without baby")) }

  /// Starts a section, which lasts until the next.
  public func section(_ name: String) -> StepDraft { with(.section, .text(name)) }

  /// Why the step may exceed a limit of safety, or leave out a side.
  public func because(_ reason: String) -> StepDraft { with(.because, .text(reason)) }

  private func reminding(
    _ key: DuringKey, _ time: Duration, _ sound: DuringKey, _ text: String
  ) -> StepDraft {
    let entry = JSONValue.object([
      (key.rawValue, .duration(time)), (sound.rawValue, .text(text)),
    ])
    var entries: [JSONValue] = []
    if case .list(let known) = keys.first(where: { $0.name == StepKey.during.rawValue })?.value {
      entries = known
    }
    return with(.during, .list(entries + [entry]))
  }
}
