import Foundation
import TestSupport
import Testing

@testable import Desktop

/// What is asked of logind, which dbusmock plays.
@Suite struct SleepInhibitorTests {
  let bus: PrivateBus
  let logind: Child

  init() throws {
    bus = try PrivateBus(isMachines: true)
    logind = try Self.startLogind(on: bus)
  }

  private static func startLogind(on bus: PrivateBus) throws -> Child {
    let logind = try bus.start(["/usr/bin/python3", "-m", "dbusmock", "--template", "logind"])
    #expect(try eventually { try inhibitors(on: bus) == "(@a(ssssuu) [],)" })
    return logind
  }

  private static func inhibitors(on bus: PrivateBus) throws -> String {
    try bus.ask([
      "gdbus", "call", "--system", "--dest", "org.freedesktop.login1", "--object-path",
      "/org/freedesktop/login1", "--method", "org.freedesktop.login1.Manager.ListInhibitors",
    ])
  }

  private func holds(_ count: Int) throws -> Bool {
    try eventually {
      let text = try Self.inhibitors(on: bus)
      return text.hasPrefix("(") && text.components(separatedBy: "'sleep:idle'").count == count + 1
    }
  }

  @Test func theMachineIsKeptAwakeWhileHeld() throws {
    let inhibitor = SleepInhibitor(on: .at(bus.address))
    for _ in 1...2 {
      inhibitor.hold()
      inhibitor.hold()
      #expect(try holds(1))
      let text = try Self.inhibitors(on: bus)
      #expect(text.hasPrefix("([('sleep:idle', 'coach', 'A session is playing', 'block', "))
      inhibitor.release()
      inhibitor.release()
      #expect(try holds(0))
    }
  }

  @Test func theEndOfTheInhibitorReleases() throws {
    var inhibitor: SleepInhibitor? = SleepInhibitor(on: .at(bus.address))
    inhibitor?.hold()
    #expect(try holds(1))
    inhibitor = nil
    #expect(try holds(0))
  }

  @Test func quickChangesEndAsAsked() throws {
    let inhibitor = SleepInhibitor(on: .at(bus.address))
    for _ in 1...50 {
      inhibitor.hold()
      inhibitor.release()
    }
    inhibitor.hold()
    #expect(try holds(1))
    inhibitor.release()
    #expect(try holds(0))
  }

  /// A release while logind is slow to answer is not forgotten.
  @Test func aReleaseBeforeTheAnswerCounts() throws {
    let inhibitor = SleepInhibitor(on: .at(bus.address))
    let other = SleepInhibitor(on: .at(bus.address))
    logind.signal(SIGSTOP)
    inhibitor.hold()
    inhibitor.release()
    logind.signal(SIGCONT)
    other.hold()
    #expect(try holds(1))
  }

  @Test func withoutABusCallsReturnAtOnce() {
    let inhibitor = SleepInhibitor(on: .at("unix:path=/nowhere/bus"))
    let time = ContinuousClock().measure {
      inhibitor.hold()
      inhibitor.release()
      inhibitor.hold()
    }
    #expect(time < .seconds(1))
  }

  /// An inhibitor that found no logind asks again the next time it is to hold.
  @Test func logindMayStartLater() throws {
    logind.kill()
    let inhibitor = SleepInhibitor(on: .at(bus.address))
    inhibitor.hold()
    inhibitor.release()
    let later = try Self.startLogind(on: bus)
    defer { later.kill() }
    inhibitor.hold()
    #expect(try holds(1))
  }
}
