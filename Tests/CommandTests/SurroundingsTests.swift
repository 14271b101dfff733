import Foundation
import Glibc
import TestSupport
import TestTraits
import Testing

@Suite("Odd surroundings: a clear answer, and whatever works goes on", .serialized, .waits)
struct SurroundingsTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test("The arguments arrive if a library has changed the environment before")
  func arguments() throws {
    let library = try PreloadedLibrary(
      """
      #include <stdlib.h>
      __attribute__((constructor)) static void change(void) { setenv("CHANGED", "yes", 1); }
      """)
    let result = try program.run("list", environment: ["LD_PRELOAD": library.path])
    #expect(result.code == 0)
    #expect(result.text == (try program.run("list")).text)
    let wrong = try program.run("dance", environment: ["LD_PRELOAD": library.path])
    #expect(wrong.code == 64, "\(wrong.text)")
  }

  @Test("The arguments arrive, and the voice is found, without /proc")
  func noProc() throws {
    let arguments = ["unshare", "--mount", "--map-root-user", "/bin/sh", "-c"]
    let hide = "mount -t tmpfs none /proc"
    // Not every machine lets a test do this.
    guard try program.run(command: arguments + [hide], environment: [:]).code == 0 else { return }
    let file = try program.write("title: T\nsteps:\n  - say: Hello.\n", to: "t.yaml")
    let result = try program.run(
      command: arguments + ["\(hide); exec '\(Program.path)' preview '\(file)'"], environment: [:])
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.text.contains("Hello."), "\(result.text)")
  }

  @Test("With no room for threads, it ends at once and says why", arguments: 1...12)
  func fewProcesses(limit: Int) throws {
    let file = try program.write("title: T\nsteps:\n  - say: Hello.\n", to: "t.yaml")
    chmod(program.folder.path(), 0o777)
    // The superuser has no such limit.
    let user = getuid() == 0 ? "setpriv --reuid=61234 --regid=61234 --clear-groups " : ""
    let clock = ContinuousClock()
    var result: ProgramResult?
    let took = try clock.measure {
      result = try program.run(
        command: [
          "/bin/bash", "-c",
          "exec timeout 30 \(user)/bin/bash -c 'ulimit -u \(limit); exec \"$0\" preview \"$1\"' "
            + "\"$0\" \"$1\"", Program.path, file,
        ], environment: [:])
    }
    guard let result, result.code != 0 else { return }
    // 124 is that of `timeout`: it hung.
    #expect(result.code == 1, "\(took): \(result.errors)")
    #expect(result.errors.contains("ulimit -u"), "\(result.errors)")
    #expect(!result.errors.contains("calibration"), "\(result.errors)")
  }

  @Test("A limit on the size of files is an error, and no signal")
  func fileSize() throws {
    let exported = try program.shell(
      "ulimit -f 1; coach export upper-back-relief -o out.wav")
    #expect(exported.code == 1, "\(exported.errors)")
    let file = try program.write("title: T\nsteps:\n  - say: Hello.\n", to: "t.yaml")
    let printed = try program.run(
      command: ["/bin/bash", "-c", "ulimit -f 0; exec \"$0\" preview \"$1\"", Program.path, file],
      environment: [:])
    #expect(printed.code < 128, "\(printed.code)")
    let piped = try program.shell(
      "(ulimit -f 0; coach preview t.yaml 2>&1; echo \"code $?\") | cat")
    #expect(piped.text.contains("(ulimit -f)"), "\(piped.text)")
    #expect(piped.text.hasSuffix("code 1\n"))
  }

  @Test("A session that is started to outlive its terminal does")
  func hangUp() throws {
    let live = try Live()
    let file = try live.program.write(
      "title: T\nsteps:\n  - reps: 5\n    of: Twist\n    tempo: 1s\n  - say: That is all.\n",
      to: "t.yaml")
    let child = try Child(
      ["nohup", Program.path, "play", file, "--device", "vspk"], environment: live.environment,
      output: live.program.folder.appending(path: "said.txt").path())
    #expect(eventually { live.said.contains("two") })
    child.signal(SIGHUP)
    #expect(child.wait() == 0)
    #expect(live.said.contains("That is all."))
  }

  @Test("Sessions are shown though the first of them hangs")
  func aHangingSession() throws {
    let live = try Live()
    let other = try live.bus.start([
      "/usr/bin/python3", "-m", "dbusmock", "--session", "org.mpris.MediaPlayer2.coach",
      "/org/mpris/MediaPlayer2", "some.thing",
    ])
    defer { other.kill() }
    #expect(eventually { (try? live.coach("status").code) == 1 })
    #expect(
      eventually {
        (try? live.coach("status").errors.contains("No session is running")) == false
      })
    let file = try live.program.write(ControlTests.script, to: "t.yaml")
    try live.start("play", file, "--device", "vspk", "--take-over")
    #expect(
      eventually {
        other.signal(SIGCONT)
        return (try? live.coach("status").text.contains("Control: ")) == true
      })
    other.signal(SIGSTOP)
    let status = try live.coach("status")
    #expect(status.code == 0, "\(status.errors)")
    #expect(status.text.hasPrefix("coach  does not answer\n"), "\(status.text)")
    #expect(status.text.contains("Control: playing"))
    let json = try live.coach("status", "--json")
    #expect(json.text.contains(#""state":"noAnswer""#))
    #expect(json.text.split(separator: "\n").count == 2)
  }
}
