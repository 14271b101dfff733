import Foundation
import Glibc

/// A sound card for tests: a private sound server whose only sink has the pace of a real card, and is
/// recorded.
///
/// The device `vspk` plays on the sink; `tee` also keeps a byte-exact copy of what was written;
/// `stereo` accepts only two channels. All files are in a temporary folder.
public final class SoundRig {
  /// The temporary folder.
  public let folder: String
  /// The environment of programs that play on it.
  public let environment: [String: String]

  /// Only those variables of `environment` by which a program finds this card.
  public var sound: [String: String] {
    environment.filter { $0.key.hasPrefix("PULSE") || $0.key == "ALSA_CONFIG_PATH" }
  }

  private let rate: Int
  private var server: Child?
  private var helpers: [Child] = []
  private var socket: String { folder + "/socket" }
  private var recordingPath: String { folder + "/heard.raw" }

  /// What was written to `tee`, as a WAV file.
  public var teePath: String { folder + "/tee.wav" }

  /// Starts a server with one sink at `rate` frames per second and records it.
  ///
  /// - Parameters:
  ///   - rate: frames per second; at the timeline's rate nothing is resampled, and the recording is
  ///     exact.
  ///   - setsEnvironment: whether this process's ALSA uses it too.
  /// - Throws: `RigFailure` if the server does not start.
  public init(rate: Int = 22_050, setsEnvironment: Bool = true) throws {
    self.rate = rate
    folder = FileManager.default.temporaryDirectory.path + "/coach-rig-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let configuration = folder + "/alsa.conf"
    var environment = ProcessInfo.processInfo.environment
    // A latency of 10 to 100 ms deadlocks the ALSA plugin.
    environment["PULSE_LATENCY_MSEC"] = nil
    environment["PULSE_RUNTIME_PATH"] = folder
    environment["PULSE_STATE_PATH"] = folder
    environment["XDG_RUNTIME_DIR"] = folder
    environment["PULSE_SERVER"] = "unix:" + folder + "/socket"
    environment["ALSA_CONFIG_PATH"] = configuration
    self.environment = environment
    try """
    </usr/share/alsa/alsa.conf>
    pcm.vspk { type pulse device "vspk" server "unix:\(folder)/socket" }
    pcm.tee { type file slave.pcm "vspk" file "\(folder)/tee.wav" format "wav" }
    pcm.stereo { type multi
      slaves.a { pcm "plug:vspk" channels 2 }
      bindings [ { slave a channel 0 } { slave a channel 1 } ]
    }
    """.write(toFile: configuration, atomically: true, encoding: .utf8)
    if setsEnvironment {
      // alsa-lib reads this before each opening, and loads the file again if the path changed.
      setenv("ALSA_CONFIG_PATH", configuration, 1)
    }
    try start()
  }

  deinit {
    kill()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Starts the server, or restarts it after `kill`.
  public func start() throws {
    try? FileManager.default.removeItem(atPath: socket)
    server = try run([
      "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
      "--realtime=no", "--high-priority=no", "--log-target=file:\(folder)/server.log",
      "-L", "module-native-protocol-unix auth-anonymous=1 socket=\(socket)",
      // If it rewound what it has just rendered, as it does for a new stream, the start of that
      // stream would be missing from the recording.
      "-L", "module-null-sink sink_name=vspk rate=\(rate) channels=1 format=s16le norewinds=1",
    ])
    guard eventually({ isAnswering }) else { throw RigFailure("the sound server did not start") }
    let format = ["--raw", "--format=s16le", "--channels=1", "--rate=\(rate)"]
    // Without another stream of low latency, the sink runs up to 2 s ahead.
    helpers.append(
      try run(["pacat", "-d", "vspk", "--latency-msec=20"] + format + ["/dev/zero"]))
    helpers.append(
      try run(
        ["parec", "-d", "vspk.monitor", "--latency-msec=20"] + format,
        output: recordingPath))
    guard eventually({ recordedFrames > 0 }) else { throw RigFailure("nothing is recorded") }
  }

  /// Ends the server as a crash would.
  public func kill() {
    for child in helpers + [server].compactMap({ $0 }) { child.kill() }
    helpers = []
    server = nil
  }

  /// Makes the server hang, or continue.
  public func setHanging(_ isHanging: Bool) {
    server?.signal(isHanging ? SIGSTOP : SIGCONT)
  }

  /// The number of frames recorded since the server was started.
  public var recordedFrames: Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: recordingPath)
    return (attributes?[.size] as? Int ?? 0) / 2
  }

  /// The samples heard since the server was started.
  public func recording() throws -> [Int16] {
    let data = try Data(contentsOf: URL(fileURLWithPath: recordingPath))
    return data.withUnsafeBytes { bytes in
      (0..<bytes.count / 2).map {
        Int16(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 2, as: Int16.self))
      }
    }
  }

  private var isAnswering: Bool { (try? run(["pactl", "info"]))?.wait() == 0 }

  private func run(_ command: [String], output: String? = nil) throws -> Child {
    try Child(command, environment: environment, output: output)
  }
}

/// Why something that a test needs could not be started.
public struct RigFailure: Error, CustomStringConvertible {
  /// What went wrong.
  public let description: String

  init(_ description: String) { self.description = description }
}
