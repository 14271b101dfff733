import Foundation
import TestSupport
import Testing

@testable import Desktop

/// What logind, played by dbusmock, is asked for.
@Suite struct SleepInhibitorTests {
  let bus: PrivateBus
  let logind: Child

  init() throws {
    bus = try PrivateBus(isMachines: true)
    logind = try bus.start(["/usr/bin/python3", "-m", "dbusmock", "--template", "logind"])
    #expect(try eventually { try inhibitors() == "(@a(ssssuu) [],)" })
  }

  private func inhibitors() throws -> String {
    try bus.ask([
      "gdbus", "call", "--system", "--dest", "org.freedesktop.login1", "--object-path",
      "/org/freedesktop/login1", "--method", "org.freedesktop.login1.Manager.ListInhibitors",
    ])
  }

  private func holds(_ count: Int) throws -> Bool {
    try eventually {
      let text = try inhibitors()
      return text.hasPrefix("(") && text.components(separatedBy: "'sleep:idle'").count == count + 1
    }
  }

  @Test func theMachineIsKeptAwakeWhileHeld() throws {
    let inhibitor = SleepInhibitor(on: .at(bus.address))
    for _ in 1...2 {
      inhibitor.hold()
      inhibitor.hold()
      #expect(try holds(1))
      let text = try inhibitors()
      #expect(text.hasPrefix("([('sleep:idle', 'coach', 'A session is playing', 'block', "))
      inhibitor.release()
      inhibitor.release()
      #expect(try holds(0))
    }
  }

  @Test func lettingGoReleases() throws {
    var inhibitor: SleepInhibitor? = SleepInhibitor(on: .at(bus.address))
    inhibitor?.hold()
    #expect(try holds(1))
    inhibitor = nil
    #expect(try holds(0))
  }

  @Test func whatChangesQuicklyEndsAsAsked() throws {
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
  @Test func aReleaseDuringTheAskingCounts() throws {
    let inhibitor = SleepInhibitor(on: .at(bus.address))
    let other = SleepInhibitor(on: .at(bus.address))
    logind.signal(SIGSTOP)
    inhibitor.hold()
    inhibitor.release()
    logind.signal(SIGCONT)
    other.hold()
    #expect(try holds(1))
  }

  @Test func withoutLogindNothingHappens() throws {
    for address in ["unix:path=/nowhere/bus", bus.address] {
      logind.kill()
      let inhibitor = SleepInhibitor(on: .at(address))
      inhibitor.hold()
      inhibitor.release()
      inhibitor.hold()
    }
  }
}
