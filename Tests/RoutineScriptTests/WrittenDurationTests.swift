import RoutineScript
import Testing

@Suite("Durations as people write them")
struct WrittenDurationTests {
  @Test(
    arguments: [
      ("2s", 2_000), ("90 s", 90_000), ("1 min 30 s", 90_000), ("12 min", 720_000),
      ("1h", 3_600_000), ("1:30", 90_000), ("1:02:03", 3_723_000), ("0.5s", 500),
      ("1.25 min", 75_000), ("2 Minutes", 120_000), ("1h30m", 5_400_000), ("250ms", 250),
      ("24 h", 86_400_000), (" 3 sec ", 3_000), ("2.5 s", 2_500), ("1.125min", 67_500),
      ("0.001 h", 3_600), ("1.5000s", 1_500), ("86400 s", 86_400_000), ("0000001 s", 1_000),
    ])
  func reads(text: String, milliseconds: Int) throws {
    #expect(try WrittenDuration.parse(text) == .milliseconds(milliseconds))
  }

  @Test("Fractions are exact to the nanosecond")
  func exact() throws {
    #expect(try WrittenDuration.parse("1.333333333s") == .nanoseconds(1_333_333_333))
    #expect(try WrittenDuration.parse("0.333333333h") == .nanoseconds(1_199_999_998_800))
  }

  @Test(
    arguments: [
      ("90", WrittenDuration.Problem.noUnit), ("5 days", .unknownUnit("days")),
      ("-1s", .negative), ("25h", .tooLong), ("", .unreadable), ("s", .unreadable),
      ("1:2:3:4", .unreadable), ("1:60", .unreadable), ("nan", .unreadable),
      ("1..5s", .unreadable), ("5 s 3", .noUnit), ("9999999999999 s", .tooLong),
      ("٣ s", .unreadable), ("24.001 h", .tooLong), ("1. s", .unreadable), (".5 s", .unreadable),
    ])
  func refuses(text: String, problem: WrittenDuration.Problem) {
    #expect(throws: problem) { try WrittenDuration.parse(text) }
  }

  @Test(
    arguments: [
      (90_000, "1 min 30 s"), (2_000, "2 s"), (1_500, "1.5 s"), (3_600_000, "1 h"),
      (0, "0 s"), (1_050, "1.05 s"),
    ])
  func writes(milliseconds: Int, text: String) {
    #expect(Duration.milliseconds(milliseconds).written == text)
  }
}
