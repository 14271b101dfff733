import Foundation
import TestSupport
import TestTraits
import Testing

/// Calls that no client should send, and some do.
@Suite("A session survives whatever the bus brings", .serialized, .waits)
struct BusAbuseTests {
  /// Sends calls with extreme values, wrong types and unknown names, the same for the same seed.
  private static let client = """
    import dbus, dbus.lowlevel, random, sys
    random.seed(int(sys.argv[1]))
    bus = dbus.SessionBus()
    name, path = "org.mpris.MediaPlayer2.coach", "/org/mpris/MediaPlayer2"
    player, properties = "org.mpris.MediaPlayer2.Player", "org.freedesktop.DBus.Properties"
    whole = [0, 1, -1, 2**63 - 1, -2**63, 9300000000000000, -9300000000000000, 10**6, -10**6]
    real = [0.0, 1e308, -1e308, float("inf"), float("-inf"), float("nan"), -1.0, 0.5, 1e-300]
    paths = ["/coach/step/1", "/coach/step/2147483647", "/", "/coach/step/x"]
    def call(interface, method, signature, *values, at=path):
        message = dbus.lowlevel.MethodCallMessage(name, at, interface, method)
        message.append(*values, signature=signature)
        message.set_no_reply(random.random() < 0.5)
        bus.send_message(message)
    for _ in range(int(sys.argv[2])):
        kind = random.randrange(8)
        if kind < 3: call(player, "Seek", "x", random.choice(whole))
        elif kind == 3: call(player, "SetPosition", "ox", random.choice(paths), random.choice(whole))
        elif kind == 4: call(properties, "Set", "ssv", player, random.choice(["Rate", "Volume"]),
            dbus.Double(random.choice(real), variant_level=1))
        elif kind == 5: call(properties, "Set", "ssv", player, random.choice(["Rate", "Volume", "x"]),
            random.choice([dbus.String("x", variant_level=1), dbus.Int64(3, variant_level=1)]))
        elif kind == 6: call(random.choice([player, "x.y", properties]), random.choice(
            ["Seek", "Next", "Previous", "OpenUri", "Nothing", "GetAll"]), "s", "x" * random.randrange(99),
            at=random.choice([path, "/", "/coach"]))
        else: call(player, random.choice(["Next", "Previous", "PlayPause", "Play", "Pause"]), "")
    bus.flush()
    """

  @Test("5,000 malformed or extreme calls: none ends it", arguments: [1, 2])
  func abused(seed: Int) throws {
    let live = try Live()
    let file = try live.program.write(ControlTests.script, to: "control.yaml")
    let session = try live.start("play", file, "--device", "vspk")
    #expect(eventually { (try? live.coach("status").code) == 0 })
    let sent = try live.program.run(
      command: ["/usr/bin/python3", "-c", Self.client, "\(seed)", "5000"],
      environment: live.environment)
    #expect(sent.code == 0, "\(sent.errors)")
    #expect(eventually { (try? live.coach("status").code) == 0 || !session.isRunning })
    // Next at the end of the routine ends it in good order.
    if session.isRunning { _ = try live.coach("stop") }
    #expect(session.wait() == 0)
  }

  @Test("The bus ends and is back: the session is on it again, and says so")
  func restarted() throws {
    let live = try Live()
    let file = try live.program.write(ControlTests.script, to: "control.yaml")
    let session = try live.start("play", file, "--device", "vspk")
    #expect(eventually { (try? live.coach("status").code) == 0 })
    live.bus.kill()
    #expect(eventually { live.noted.contains("The desktop bus is gone") })
    try live.bus.restart()
    #expect(eventually { (try? live.coach("status").code) == 0 })
    #expect(eventually { live.noted.contains("The desktop bus is there") })
    #expect(try live.coach("stop").code == 0)
    #expect(session.wait() == 0)
  }

  @Test("One seek that is farther than any time, as playerctl sends it")
  func seek() throws {
    let live = try Live()
    let file = try live.program.write(ControlTests.script, to: "control.yaml")
    let session = try live.start("play", file, "--device", "vspk")
    #expect(eventually { (try? live.coach("status").code) == 0 })
    _ = try live.playerctl("position", "9300000000+")
    #expect(eventually { (try? live.playerctl("metadata", "title")) == "Twist" })
    _ = try live.playerctl("position", "9300000000-")
    #expect(try #require(Double(try live.playerctl("position"))) < 3)
    #expect(session.isRunning)
    _ = try live.coach("stop")
    #expect(session.wait() == 0)
  }
}
