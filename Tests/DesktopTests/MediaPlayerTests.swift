import CoachErrors
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Desktop

/// The player as foreign media controls see it.
@Suite struct MediaPlayerTests {
  let bus: PrivateBus
  let session = FakeSession()
  let player: MediaPlayer

  init() throws {
    bus = try PrivateBus()
    player = try session.player(on: bus)
  }

  @Test func showsTheStepAsItsTrack() throws {
    #expect(player.name == "org.mpris.MediaPlayer2.coach")
    let list = try bus.ask(["playerctl", "--list-all"])
    #expect(list == "coach")
    #expect(try bus.playerctl("status") == "Playing")
    let format = "{{playerName}}|{{mpris:trackid}}|{{mpris:length}}|{{title}}|{{album}}|{{artist}}"
    let metadata = try bus.playerctl("metadata", "--format", format + "|{{xesam:trackNumber}}")
    #expect(
      metadata
        == "coach|'/coach/step/3'|40000000|Squeeze|Upper back relief|Upper back relief|3")
    #expect(try bus.playerctl("position").hasPrefix("12."))
    #expect(try bus.playerctl("volume") == "1.000000")
    player.update(.twist)
    #expect(try bus.playerctl("metadata", "mpris:length") == "61500000")
  }

  @Test func handsRequestsOverBeforeItAnswers() throws {
    for (arguments, request) in [
      (["previous"], .previous), (["pause"], .pause), (["play"], .play),
      (["play-pause"], .playPause), (["stop"], .stop),
      (["position", "5"], .setPosition(.seconds(5))),
      (["position", "5+"], .seek(by: .seconds(5))),
      (["position", "3.5-"], .seek(by: .milliseconds(-3_500))),
      (["volume", "0.5"], .setVolume(0.5)),
    ] as [([String], PlayerRequest)] {
      let result = try bus.run(["playerctl", "--player", "coach"] + arguments)
      #expect(result.code == 0, "\(result.errors)")
      #expect(session.takeRequest() == request)
    }
    let volume = try bus.playerctl("volume")
    #expect(volume == "0.500000")
    #expect(try bus.gdbus("org.mpris.MediaPlayer2.Quit") == "()")
    #expect(session.takeRequest() == .stop)
    for verb in Verb.allCases {
      #expect(try bus.gdbus("coach.Session." + verb.method) == "()")
      #expect(session.takeRequest() == .verb(verb))
    }
    #expect(Verb.howLong.method == "HowLong")
    #expect(try bus.gdbus("coach.Session.Status") == #"('{"step": 3}',)"#)
  }

  @Test func takesACallThatWantsNoAnswer() throws {
    let command = ["dbus-send", "--session", "--type=method_call", "--dest=\(player.name)"]
    let result = try bus.run(
      command + [PlayerInterfaces.path, "org.mpris.MediaPlayer2.Player.PlayPause"])
    #expect(result.code == 0)
    #expect(eventually { session.requests == [.playPause] })
    #expect(try bus.playerctl("status") == "Paused")
  }

  @Test func goesOnlyToAStepThatExists() throws {
    #expect(try bus.gdbus("org.mpris.MediaPlayer2.Player.Next") == "()")
    #expect(session.takeRequest() == .next)
    #expect(try bus.gdbus("org.mpris.MediaPlayer2.Player.Next") == "()")
    #expect(session.requests.isEmpty)
    #expect(try bus.gdbus("coach.Session.Next") == "()")
    #expect(session.takeRequest() == .verb(.next), "the session itself can say that it is over")
  }

  @Test func ignoresAPositionOutsideTheStep() throws {
    let method = "org.mpris.MediaPlayer2.Player.SetPosition"
    for (track, position) in [("4", "5"), ("3", "-1"), ("3", "40000001"), ("33", "5")] {
      #expect(try bus.gdbus(method, "objectpath '/coach/step/\(track)'", position) == "()")
      #expect(session.requests.isEmpty)
    }
    for position in [0, 40_000_000] as [Int64] {
      #expect(try bus.gdbus(method, "objectpath '/coach/step/3'", "\(position)") == "()")
      #expect(session.takeRequest() == .setPosition(.microseconds(position)))
    }
    for offset in [Int64.min, .max] {
      #expect(try bus.gdbus("org.mpris.MediaPlayer2.Player.Seek", "\(offset)") == "()")
      #expect(session.takeRequest() == .seek(by: .microseconds(offset)))
    }
  }

  @Test func keepsThePositionWithinTheStep() throws {
    for (position, shown) in [(Duration.seconds(-1), "0"), (.seconds(90), "40000000")] {
      session.record.withLock { $0.position = position }
      #expect(try property("Position") == "(<int64 \(shown)>,)")
    }
  }

  @Test func keepsRatesAndVolumesWithinTheirLimits() throws {
    for (name, value, request) in [
      ("Rate", "1.25", .setRate(1.25)), ("Rate", "9.0", .setRate(1.5)),
      ("Rate", "-1.0", .setRate(0.5)), ("Rate", "0.0", .pause), ("Volume", "-3.0", .setVolume(0)),
      ("Volume", "1e300", .setVolume(1)), ("Volume", "0.25", .setVolume(0.25)),
    ] as [(String, String, PlayerRequest)] {
      #expect(try set(name, to: "<\(value)>") == "()")
      #expect(session.takeRequest() == request)
    }
    #expect(try set("Volume", to: "<@d nan>").contains("DBus.Error.InvalidArgs"))
    #expect(session.requests.isEmpty)
  }

  @Test(arguments: [
    ("Volume", "<'loud'>", "InvalidArgs"), ("Volume", "<1>", "InvalidArgs"),
    ("Metadata", "<1>", "PropertyReadOnly"), ("CanSeek", "<false>", "PropertyReadOnly"),
    ("Shuffle", "<true>", "UnknownProperty"), ("Volume", "<[(1, {'a': <2>})]>", "InvalidArgs"),
  ])
  func refusesToSet(name: String, value: String, error: String) throws {
    #expect(try set(name, to: value).contains("org.freedesktop.DBus.Error.\(error)"))
    #expect(session.requests.isEmpty)
  }

  @Test func refusesWhatDoesNotExist() throws {
    let properties = "org.freedesktop.DBus.Properties"
    let player = "org.mpris.MediaPlayer2.Player"
    for (error, answer) in [
      ("UnknownProperty", try property("Shuffle")),
      ("UnknownInterface", try bus.gdbus("\(properties).Get", "no.such", "Volume")),
      ("UnknownInterface", try bus.gdbus("\(properties).GetAll", "no.such")),
      ("InvalidArgs", try bus.gdbus("\(properties).Get", player)),
      ("InvalidArgs", try bus.send("\(player).Seek", "string:far")),
      ("InvalidArgs", try bus.send("\(player).Pause", "string:now")),
      ("UnknownMethod", try bus.gdbus("\(player).Dance")),
      ("NotSupported", try bus.gdbus("\(player).OpenUri", "file:///etc/passwd")),
      ("InvalidArgs", try bus.send("\(properties).GetAll", "int32:1")),
      (
        "InvalidArgs",
        try bus.send("\(properties).Get", "string:\(player)", "string:Rate", "byte:1")
      ),
      (
        "InvalidArgs",
        try bus.send("\(properties).Set", "string:\(player)", "string:Rate", "double:1")
      ),
    ] {
      #expect(answer.contains("org.freedesktop.DBus.Error.\(error)"), "\(answer)")
    }
    #expect(session.requests.isEmpty)
    #expect(try bus.gdbus("org.mpris.MediaPlayer2.Raise") == "()")
    #expect(try bus.gdbus("org.freedesktop.DBus.Peer.Ping") == "()")
    #expect(try property("Volume", of: "") == "(<1.0>,)")
    let all = try bus.gdbus("\(properties).GetAll", "org.mpris.MediaPlayer2")
    #expect(all.contains("'Identity': <'coach'>"))
    #expect(all.contains("'SupportedMimeTypes': <@as []>"))
    #expect(try bus.gdbus("\(properties).GetAll", "coach.Session") == "(@a{sv} {},)")
  }

  /// The specification lets a caller leave out the interface of a method and that of a property.
  @Test func takesACallThatNamesNoInterface() throws {
    let script = """
      import dbus
      from dbus.lowlevel import MethodCallMessage
      bus = dbus.SessionBus()
      def call(member, types="", *values):
        message = MethodCallMessage("\(player.name)", "\(PlayerInterfaces.path)", None, member)
        message.append(*values, signature=types)
        try:
          print(*bus.send_message_with_reply_and_block(message, 5).get_args_list(), sep=", ")
        except dbus.DBusException as error:
          print(error.get_dbus_name().split(".")[-1])
      player = "\(PlayerInterfaces.playerName)"
      call("PlayPause")
      call("Status")
      call("Get", "ss", player, "Volume")
      call("Set", "ssv", player, "Volume", 0.5)
      call("Set", "ssv", player, "Metadata", 0.5)
      call("Set", "ssv", player, "Volume", 1)
      call("Seek", "s", "far")
      call("Dance")
      """
    #expect(
      try bus.ask(["/usr/bin/python3", "-c", script]).split(
        separator: "\n", omittingEmptySubsequences: false)
        == [
          "", #"{"step": 3}"#, "1.0", "", "PropertyReadOnly", "InvalidArgs", "InvalidArgs",
          "UnknownMethod",
        ])
    #expect(session.requests == [.playPause, .setVolume(0.5)])
    #expect(try set("Volume", to: "<0.25>", of: "") == "()")
    #expect(session.requests.last == .setVolume(0.25))
    #expect(try set("CanSeek", to: "<false>", of: "").contains("PropertyReadOnly"))
  }

  /// gdbus reads the description, and asks for every property it finds there.
  @Test func describesItself() throws {
    let introspect = ["gdbus", "introspect", "--session", "--dest", player.name, "--object-path"]
    let text = try bus.ask(introspect + [PlayerInterfaces.path])
    for part in [
      "interface org.mpris.MediaPlayer2 {", "interface org.mpris.MediaPlayer2.Player {",
      "interface coach.Session {", "interface org.freedesktop.DBus.Properties {",
      "interface org.freedesktop.DBus.Introspectable {", "interface org.freedesktop.DBus.Peer {",
      "SetPosition(in  o TrackId,", "Seeked(x Position);", "HowLong();", "Status(out s status);",
      "readwrite d Volume = 1.0;", "readonly x Position = 12000000;",
      "readonly d MaximumRate = 1.5;", "readonly s Identity = 'coach';",
      "@org.freedesktop.DBus.Property.EmitsChangedSignal(\"false\")",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    let above = try bus.ask(introspect + ["/", "--recurse"])
    #expect(above.contains("interface coach.Session {"))
  }

  private func property(
    _ name: String, of interface: String = "org.mpris.MediaPlayer2.Player"
  ) throws -> String {
    try bus.gdbus("org.freedesktop.DBus.Properties.Get", interface, name)
  }

  private func set(
    _ name: String, to value: String, of interface: String = "org.mpris.MediaPlayer2.Player"
  ) throws -> String {
    try bus.gdbus("org.freedesktop.DBus.Properties.Set", interface, name, value)
  }
}
