import Dispatch
import Foundation
import Reminders
import Testing

@Suite("The machine's clock")
struct SystemClockTests {
  @Test("It waits until a moment, and not for one that has passed")
  func wait() {
    let clock = SystemClock()
    #expect(clock.wait(until: clock.now.addingTimeInterval(-5)))
    let moment = clock.now.addingTimeInterval(0.3)
    // What rings early is waited for again, as reminding does.
    while clock.now < moment { #expect(clock.wait(until: moment)) }
  }

  @Test("Stopping it ends a wait, and every later wait at once")
  func stop() {
    let clock = SystemClock()
    DispatchQueue.global().async { clock.stop() }
    #expect(!clock.wait(until: clock.now.addingTimeInterval(3_600)))
    #expect(!clock.wait(until: clock.now.addingTimeInterval(3_600)))
    #expect(clock.hasStopped)
  }
}
