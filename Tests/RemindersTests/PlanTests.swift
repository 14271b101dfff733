import Reminders
import Testing

@Suite("What somebody wants, as it is written")
struct PlanTests {
  @Test(
    "Windows",
    arguments: [
      ("8:00-20:00", "8:00-20:00"), ("08:00–20:00", "8:00-20:00"), ("8-20", "8:00-20:00"),
      (" 9:30 - 17 ", "9:30-17:00"), ("22:00-6:00", "22:00-6:00"), ("0:00-24:00", "0:00-24:00"),
      ("18-0", "18:00-24:00"),
    ])
  func windows(text: String, window: String) throws {
    #expect(try DayWindow(text).description == window)
  }

  @Test(
    "What is not a window",
    arguments: [
      "", "8:00", "8:00-", "-", "8:60-9:00", "25-26", "24:00-6:00", "8:0-9:00", "8:00-24:01",
      "1-2-3", "8:00:00-9:00:00", "a-b", "-8-20", "+8-20", "٨-٩", "100-200",
    ])
  func noWindows(text: String) {
    #expect(throws: DayWindow.Problem.unreadable) { try DayWindow(text) }
  }

  @Test("An empty window", arguments: ["8:00-8:00", "0-0"])
  func empty(text: String) {
    #expect(throws: DayWindow.Problem.empty) { try DayWindow(text) }
  }

  @Test("Plans")
  func plans() throws {
    let plan = try ReminderPlan()
    #expect(plan.every == .seconds(2_700))
    #expect(plan.jitter == .seconds(270))
    #expect(plan.between.description == "8:00-20:00")
    #expect(try ReminderPlan(jitter: .zero).jitter == .zero)
    #expect(throws: ReminderPlan.Problem.tooOften) { try ReminderPlan(every: .seconds(59)) }
    #expect(throws: ReminderPlan.Problem.tooSeldom) { try ReminderPlan(every: .seconds(86_401)) }
    #expect(throws: ReminderPlan.Problem.negativeJitter) {
      try ReminderPlan(jitter: .seconds(-1))
    }
    #expect(throws: ReminderPlan.Problem.tooMuchJitter(most: .seconds(900))) {
      try ReminderPlan(jitter: .seconds(901))
    }
  }
}
