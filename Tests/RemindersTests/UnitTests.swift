import Reminders
import Testing

@Suite("The systemd unit's text")
struct UnitTests {
  @Test("Words that mean something to systemd are written so that they mean nothing")
  func quoting() throws {
    let unit = ReminderUnit(
      command: ["/opt/a b/100% $HOME/coach", "remind", "--voice", "say \"hi\" \\ \n;"],
      environment: ["COACH_DATA": "/d %h", "XDG_STATE_HOME": "/ü"], plan: try ReminderPlan())
    let lines = unit.text.split(separator: "\n")
    #expect(
      lines.contains(
        #"ExecStart=":/opt/a b/100%% $HOME/coach" "remind" "--voice" "say \"hi\" \\ \x0a;""#),
      "\(unit.text)")
    #expect(lines.contains(#"Environment="COACH_DATA=/d %%h""#))
    #expect(lines.contains(#"Environment="XDG_STATE_HOME=/ü""#))
  }

  @Test("The plan is read back", arguments: ["8:00-20:00", "22:00-6:00", "0:00-24:00"])
  func plan(window: String) throws {
    for jitter in [0, 1, 600] {
      let plan = try ReminderPlan(
        every: .seconds(3_601), between: try DayWindow(window), jitter: .seconds(jitter))
      let text = ReminderUnit(command: ["/coach"], plan: plan).text
      #expect(ReminderUnit.plan(in: text) == plan)
    }
  }

  @Test(
    "A unit somebody has changed",
    arguments: [
      "", "[Service]\nEvery=60\nBetween=8-9\nJitter=0\n", "[X-Coach]\nEvery=x\n",
      "[X-Coach]\nEvery=2\nBetween=8-9\nJitter=0\n",
      "[X-Coach]\nEvery=99999999999999999999\nBetween=8-9\nJitter=0\n",
    ])
  func changed(text: String) {
    #expect(ReminderUnit.plan(in: text) == nil)
  }
}
