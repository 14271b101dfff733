import Foundation
import TestSupport
import Testing

@testable import Desktop

/// What is asked of the desktop, which dbusmock plays.
@Suite struct DesktopNoticeTests {
  @Test func isShownUntilItIsClosed() throws {
    let bus = try PrivateBus()
    let log = bus.path("log")
    let desktop = try bus.start(
      ["/usr/bin/python3", "-m", "dbusmock", "--template", "notification_daemon"], output: log)
    defer { desktop.kill() }
    #expect(
      try eventually {
        try bus.ask([
          "gdbus", "call", "--session", "--dest", "org.freedesktop.DBus",
          "--object-path", "/org/freedesktop/DBus", "--method",
          "org.freedesktop.DBus.NameHasOwner", "org.freedesktop.Notifications",
        ]).contains("true")
      })
    let calls = { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }
    let notice = DesktopNotice(on: .at(bus.address))
    notice.show("Heat", "Take the pad off.")
    #expect(eventually { calls().contains("Notify \"coach\" 0 ") })
    notice.show("Heat", "Take the pad off.")
    // The same message, not another one beside it.
    #expect(eventually { calls().contains("Notify \"coach\" 1 ") })
    notice.flush()
    notice.close()
    #expect(eventually { calls().contains("CloseNotification 1") })
  }

  @Test func withoutADesktopCallsReturn() {
    let notice = DesktopNotice(on: .at("unix:path=/nowhere/bus"))
    notice.show("Heat", "Take the pad off.")
    notice.flush()
    notice.close()
  }
}
