import Foundation
import Platform
import Testing

@Suite("The user's folders and this program")
struct EnvironmentTests {
  @Test(
    "A folder of the user's is what XDG says",
    arguments: [
      (UserFolder.config, "XDG_CONFIG_HOME", "/home/ada/.config"),
      (.data, "XDG_DATA_HOME", "/home/ada/.local/share"),
      (.state, "XDG_STATE_HOME", "/home/ada/.local/state"),
    ])
  func folders(_ folder: UserFolder, _ variable: String, _ standard: String) {
    var environment = ["HOME": "/home/ada"]
    #expect(folder.variable == variable)
    #expect(folder.setting(in: environment) == nil)
    #expect(folder.path(in: environment) == standard)
    for relative in ["", "mine", "./mine"] {
      environment[variable] = relative
      #expect(folder.setting(in: environment) == nil)
      #expect(folder.path(in: environment) == standard)
    }
    environment[variable] = "/mine"
    #expect(folder.setting(in: environment) == "/mine")
    #expect(folder.path(in: environment) == "/mine")
  }

  @Test("Without a home, the folder lies at the top")
  func homeless() { #expect(UserFolder.config.path(in: [:]) == "/.config") }

  @Test("The environment is the process's")
  func environment() {
    #expect(ProcessEnvironment.all == ProcessInfo.processInfo.environment)
    #expect(ProcessEnvironment["PATH"] == ProcessInfo.processInfo.environment["PATH"])
    #expect(ProcessEnvironment["COACH_NO_SUCH_VARIABLE"] == nil)
  }

  @Test("The program's own path leads to what runs")
  func program() throws {
    let path = try #require(OwnProgram.path)
    #expect(FileManager.default.isExecutableFile(atPath: path))
    #expect(OwnProgram.folder.map { path.hasPrefix($0 + "/") } == true)
  }

  @Test("Local time is as far from UTC as Foundation says")
  func timeZone() {
    SystemTimeZone.refresh()
    for day in stride(from: 0, to: 20_000, by: 50) {
      let moment = Date(timeIntervalSince1970: Double(day) * 86_400)
      #expect(
        SystemTimeZone.offset(at: day * 86_400) == TimeZone.current.secondsFromGMT(for: moment))
    }
  }
}
