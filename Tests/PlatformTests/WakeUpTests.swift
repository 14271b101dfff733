import Foundation
import Platform
import Testing

@Suite struct WakeUpTests {
  @Test("A signal sent before the wait ends it, and is taken once")
  func signalBeforeWait() throws {
    let wakeUp = try WakeUp()
    wakeUp.signal()
    wakeUp.signal()
    #expect(wakeUp.wait())
    #expect(!wakeUp.wait(atMost: .zero))
  }

  @Test("A signal from another thread ends a wait that has no limit")
  func signalFromAnotherThread() throws {
    let wakeUp = try WakeUp()
    Thread {
      usleep(20_000)
      wakeUp.signal()
    }.start()
    #expect(wakeUp.wait())
  }

  @Test("A wait without a signal lasts as long as its limit")
  func waitToLimit() throws {
    let wakeUp = try WakeUp()
    let time = ContinuousClock().measure { wakeUp.wait(atMost: .milliseconds(30)) }
    #expect(time >= .milliseconds(30))
  }

  @Test("A reset takes a signal without waiting")
  func reset() throws {
    let wakeUp = try WakeUp()
    #expect(!wakeUp.reset())
    wakeUp.signal()
    #expect(wakeUp.reset())
    #expect(!wakeUp.reset())
  }

  /// Limits, and the milliseconds that poll takes for them.
  private static let timeouts: [(limit: Duration, milliseconds: Int32)] = [
    (.zero, 0), (.seconds(-1), 0), (.nanoseconds(1), 1), (.milliseconds(20), 20),
    (.microseconds(20_001), 21), (.seconds(5), 5_000), (.seconds(1_000_000_000), 3_600_000),
  ]

  @Test("Limits become milliseconds for poll, never shorter, at most an hour")
  func timeout() {
    for (limit, milliseconds) in Self.timeouts { #expect(limit.pollTimeout == milliseconds) }
  }
}
