import Foundation
import Platform
import Testing

@Suite("Programs that are started")
struct ProgramTests {
  @Test("A program's output and its exit code come back")
  func output() throws {
    let shell = try ProgramOutput(
      of: .path("/bin/sh"), ["-c", "echo out; echo err >&2; cat; exit 7"])
    #expect(shell.text == "out\nerr\n")
    #expect(shell.ending == .exit(code: 7))
    let named = try ProgramOutput(of: .name("echo"), ["two words", "", "$HOME"])
    #expect(named.text == "two words  $HOME\n")
    #expect(named.ending == .exit(code: 0))
  }

  @Test("More output than a pipe holds comes back whole")
  func longOutput() throws {
    let output = try ProgramOutput(of: .path("/bin/sh"), ["-c", "head -c 300000 /dev/zero"])
    #expect(output.text.utf8.count == 300_000)
  }

  @Test("A program that a signal ends says which")
  func signal() throws {
    let output = try ProgramOutput(of: .path("/bin/sh"), ["-c", "kill -KILL $$"])
    #expect(output.ending == .signal(SIGKILL))
  }

  @Test("A program that is not there is an error")
  func missing() {
    #expect(throws: Errno.noSuchFileOrDirectory) {
      _ = try ProgramOutput(of: .path("/no/such/program"), [])
    }
    #expect(throws: Errno.noSuchFileOrDirectory) {
      _ = try ProgramOutput(of: .name("coach-no-such-program"), [])
    }
    // A name is not looked for in the folders of PATH if it is a path.
    #expect(throws: Errno.noSuchFileOrDirectory) { _ = try ProgramOutput(of: .path("sh"), []) }
  }

  @Test("A program gets only the variables it is meant to")
  func environment() throws {
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    let (readEnd, writeEnd) = (ends[0], ends[1])
    _ = fcntl(readEnd, F_SETFD, FD_CLOEXEC)
    var launch = ChildProcess.Launch(.name("env"), [])
    launch.environment = ["ONE": "1=2"]
    launch.output = .descriptor(writeEnd)
    let child = try ChildProcess(launch)
    close(writeEnd)
    #expect(child.wait() == .exit(code: 0))
    let bytes = try Descriptor(owning: readEnd).readAll()
    #expect(String(decoding: bytes, as: UTF8.self) == "ONE=1=2\n")
  }

  @Test("Signals that this process ignores do what they usually do, if they are reset")
  func signals() throws {
    let before = Foundation.signal(SIGUSR1, SIG_IGN)
    defer { Foundation.signal(SIGUSR1, before) }
    var launch = ChildProcess.Launch(.path("/bin/sh"), ["-c", "kill -USR1 $$; exit 3"])
    #expect(try ChildProcess(launch).wait() == .exit(code: 3))
    launch.resetsSignals = true
    #expect(try ChildProcess(launch).wait() == .signal(SIGUSR1))
  }

  @Test("A process is reaped with its owner")
  func reaped() throws {
    let id = try ChildProcess(ChildProcess.Launch(.path("/bin/true"), [])).id
    #expect(waitpid(id, nil, WNOHANG) == -1)
    #expect(errno == ECHILD)
  }

  @Test("A thread does its work under its name")
  func thread() async throws {
    let name: [UInt8] = try await withCheckedThrowingContinuation { continuation in
      do throws(Errno) {
        try BackgroundThread.start("coach long name of a thread") {
          let name = (try? FileSystem.contents(of: "/proc/thread-self/comm")) ?? []
          continuation.resume(returning: name)
        }
      } catch {
        continuation.resume(throwing: error)
      }
    }
    #expect(String(decoding: name, as: UTF8.self) == "coach long name\n")
  }
}
