import CueTimeline
import RoutineScript
import Sound
import Testing

@testable import LiveSession
@testable import coach

@Suite("What a session shows at one moment")
struct LiveViewTests {
  private static let caption =
    "The closer you hold your baby, the lighter your baby feels; keep your knees slightly bent."

  /// A welcome of 10 s, ten repetitions of 10 s each on the left, a heat of 100 s, each in a section.
  private let timeline: Timeline
  private let now = Transport.Moment.now

  init() {
    func position(_ seconds: Int64) -> FramePosition { FramePosition(seconds * 1_000) }
    func step(
      _ name: String, _ kind: StepKind, _ range: Range<Int64>, _ section: Int,
      interval: Range<Int64>? = nil, reps: Count? = nil, side: String? = nil,
      heat: Timeline.Heat? = nil
    ) -> Timeline.Step {
      Timeline.Step(
        name: name, kind: kind, source: ScriptLine(file: "t", number: 1),
        range: position(range.lowerBound)..<position(range.upperBound),
        interval: interval.map { position($0.lowerBound)..<position($0.upperBound) },
        reps: reps, side: side, section: section, heat: heat)
    }
    func cue(_ start: Int64, _ phrase: Int, step: Int32, rep: Count? = nil) -> Cue {
      Cue(
        start: position(start), anchor: position(start), frames: FrameCount(900), kind: .say,
        sound: .phrase(phrase), line: 1, step: step, rep: rep)
    }
    timeline = Timeline(
      title: "Sample", voice: "calm", rate: SampleRate(hertz: 1_000), frames: FrameCount(220_000),
      phrases: [Self.caption, "six", "Put the heat pad on.", "Take the pad off."].map {
        Phrase($0)
      },
      sections: [("Welcome", 0), ("Movement for the back", 10), ("Heat", 110)].map {
        Timeline.Section(name: $0.0, start: position($0.1))
      },
      steps: [
        step("Welcome", .say, 0..<10, 0),
        step("Twist", .reps, 10..<110, 1, interval: 10..<110, reps: 10, side: "left side"),
        step(
          "Heat", .heat, 110..<220, 2, interval: 115..<215,
          heat: Timeline.Heat(
            puttingOn: position(110), takingOff: position(216)..<position(217))),
      ],
      cues: [
        cue(0, 0, step: 0), cue(60, 1, step: 1, rep: 6), cue(110, 2, step: 2),
        cue(216, 3, step: 2),
      ])
  }

  /// What is shown after commands at a position, some time later.
  private func progress(
    at seconds: Int64, later: Duration = .zero, _ commands: Transport.Command...
  ) -> Progress {
    var transport = Transport(timeline)
    let heard = FramePosition(seconds * 1_000)
    _ = transport.start(at: heard, now: now)
    _ = transport.update(heard: heard + FrameCount(10), now: now)
    for command in commands {
      _ = transport.handle(command, heard: heard + FrameCount(10), now: now)
    }
    return Progress(transport, heard: heard + FrameCount(10), now: now + later)
  }

  private func lines(_ progress: Progress, _ columns: Int, rows: Int = 24) -> [String] {
    LiveView(progress).lines(in: Window(rows: rows, columns: columns))
  }

  @Test("At 80 columns: the step, two bars with what is left, the caption, what comes next")
  func usual() {
    #expect(
      lines(progress(at: 60), 80) == [
        "▶ Twist · left side · 6 of 10",
        "step     █████████████████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  0:50 left",
        "routine  ██│█████████████░░░░░░░░░░░░░│░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  2:40 left",
        "“six”",
        "Movement for the back, part 2 of 3 · next: Heat",
      ])
  }

  @Test("At 40 columns: whole words, nothing cut")
  func narrow() {
    #expect(
      lines(progress(at: 0), 40) == [
        "▶ Welcome",
        "step     ░░░░░░░░░░░░░░░░░░░  0:10 left",
        "routine  ░░░░░░░░░│░░░░░░░░░  3:40 left",
        "“The closer you hold your baby, the",
        "lighter your baby feels; keep your",
        "knees slightly bent.”",
        "Welcome, part 1 of 3 · next: Twist",
      ])
  }

  @Test(
    "No line is as wide as the window, no word is cut, and no more lines than there is room for",
    arguments: [20, 40, 79, 80, 81, 120, 200, 500])
  func fits(columns: Int) {
    for seconds in [Int64(0), 5, 60, 112, 150, 215] {
      let progress = progress(at: seconds)
      let shown = lines(progress, columns)
      #expect(shown.allSatisfy { DisplayWidth.columns(of: $0) < columns }, "\(shown)")
      let words = progress.caption.split(separator: " ")
      let found = Set(
        shown.joined(separator: " ").replacing("“", with: "").replacing("”", with: "")
          .split(separator: " "))
      #expect(words.allSatisfy { found.contains($0) }, "\(shown)")
      for rows in 1...8 {
        let low = lines(progress, columns, rows: rows)
        #expect((1...rows).contains(low.count))
        #expect(low.first == shown.first)
      }
    }
  }

  @Test("A volume below 100 % is shown, and 0 % first of all")
  func volume() {
    #expect(lines(progress(at: 60, .softer), 80).last?.hasSuffix("volume 90 %") == true)
    #expect(
      lines(progress(at: 60, .volume(Volume(percent: 0))), 80).first
        == "▶ Twist · left side · 6 of 10 · volume 0 %")
  }

  @Test("Heat counts down in a pause, and then asks for the pad to come off")
  func heat() {
    let shown = [Duration.zero, .seconds(20), .seconds(64), .seconds(900)].map {
      lines(progress(at: 150, later: $0, .pause), 80)
    }
    #expect(
      shown.map(\.[0]) == [
        "⏸ paused · Heat · heat pad on, 1:05 left", "⏸ paused · Heat · heat pad on, 0:45 left",
        "⏸ paused · Heat · heat pad on, 0:01 left", "⏸ paused · Heat · take the heat pad off",
      ])
    #expect(
      shown.map { $0[1].suffix(9) } == ["1:10 left", "0:50 left", "0:06 left", "0:05 left"])
    #expect(
      shown.map { $0[2].suffix(9) } == ["1:10 left", "0:50 left", "0:06 left", "0:05 left"])
  }

  @Test("Bars are empty at the beginning and full only at the end, with marks if there is room")
  func bars() {
    func bar(_ part: Int64, _ marks: [Int64], _ columns: Int = 10) -> String {
      ProgressBar(
        at: FramePosition(part), in: .start..<FramePosition(100),
        marks: marks.map { FramePosition($0) }
      ).text(columns: columns)
    }
    #expect(bar(0, []) == "░░░░░░░░░░")
    #expect(bar(-5, [0]) == "░░░░░░░░░░")
    #expect(bar(99, []) == "█████████░")
    #expect(bar(100, []) == "██████████")
    #expect(bar(5_000, []) == "██████████")
    #expect(bar(50, [0, 35, 71]) == "███│█░░│░░")
    #expect(bar(50, [10, 20, 30, 40]) == "█████░░░░░")
    let empty = ProgressBar(at: .start, in: .start..<(.start), marks: [])
    #expect(empty.text(columns: 4) == "████")
  }

  @Test("A drawing begins at the cursor and leaves it at its first line")
  func drawing() {
    #expect(
      LiveScreen.drawing(["a", "b"], below: ["note"])
        == "\r\u{1B}[?7l\u{1B}[2Knote\n\u{1B}[2Ka\n\u{1B}[2Kb\u{1B}[J\r\u{1B}[1A\u{1B}[?7h")
    #expect(LiveScreen.drawing(["a"], below: []) == "\r\u{1B}[?7l\u{1B}[2Ka\u{1B}[J\r\u{1B}[?7h")
  }
}

@Suite("Text in lines")
struct TextWrapTests {
  @Test(
    "It is broken between words; a word wider than a line is broken itself",
    arguments: [
      ("one two three", 7, ["one two", "three"]), ("one two three", 80, ["one two three"]),
      ("", 10, []), ("  one   two ", 80, ["one two"]), ("abcdefgh", 3, ["abc", "def", "gh"]),
      ("a bcdefg h", 3, ["a", "bcd", "efg", "h"]), ("背中を伸ばす", 4, ["背中", "を伸", "ばす"]),
      ("背中を伸ばす", 5, ["背中", "を伸", "ばす"]), ("ab", 0, ["ab"]),
    ])
  func words(text: String, columns: Int, expected: [String]) {
    #expect(DisplayWidth.wrapped(text, to: columns) == expected)
  }

  @Test("Lines after the first can be indented")
  func indented() {
    #expect(
      DisplayWidth.wrapped("one two three", to: 7, indent: 2) == ["one two", "  three"])
  }

  @Test("Parts stay together if they can")
  func parts() {
    let parts = ["▶ Twist", "left side", "6 of 10", ""]
    #expect(DisplayWidth.joined(parts, to: 40) == ["▶ Twist · left side · 6 of 10"])
    #expect(DisplayWidth.joined(parts, to: 20) == ["▶ Twist · left side", "6 of 10"])
    #expect(DisplayWidth.joined(parts, to: 8) == ["▶ Twist", "left", "side", "6 of 10"])
    #expect(DisplayWidth.joined([], to: 20) == [])
  }

  @Test("The keys fit in one line of 80 columns, and in any window", arguments: [20, 40, 80, 200])
  func keys(columns: Int) {
    #expect(KeyList.hint(columns: 79).count == 1)
    for line in KeyList.hint(columns: columns - 1) + KeyList.lines(columns: columns - 1) {
      #expect(DisplayWidth.columns(of: line) < columns, "\(line)")
    }
    #expect(KeyList.lines(columns: columns - 1).contains { $0.contains("space") })
  }
}

@Suite("The table of routines")
struct RoutineTableTests {
  @Test("It fits in a window, breaks no word, and loses none", arguments: [30, 40, 60, 80, 200])
  func fits(columns: Int) {
    let table = RoutineTable(
      [
        RoutineTable.Group(
          heading: "Relief: heat, then movement, then the ball",
          rows: [
            RoutineTable.Row(
              name: "upper-back-relief", time: "26 min", baby: "hands free",
              needs: "a heat pad or warm compress, a chair, a massage ball, a wall",
              about: "Heat, then gentle movement in every direction, then a ball."),
            RoutineTable.Row(name: "broken", needs: "(broken has errors: fix it)"),
          ]),
        RoutineTable.Group(heading: "Nothing", rows: []),
      ], Style(of: -1))
    let lines = table.lines(columns: columns - 1)
    #expect(lines.allSatisfy { DisplayWidth.columns(of: $0) < columns }, "\(lines)")
    func words(_ lines: [String]) -> Set<Substring> {
      Set(lines.flatMap { $0.split { " ;".contains($0) } })
    }
    let missing = words(table.lines(columns: nil)).subtracting(words(lines))
      .subtracting(["Takes", "With", "Needs", "min"])
    #expect(missing.isEmpty, "\(missing)")
  }
}
