import CoachErrors
import Testing

@testable import Desktop
@testable import coach

@Suite("Which running session a command is for")
struct SessionChoiceTests {
  private static func session(
    _ name: String, _ status: PlayerState.Status, _ routine: String = "Relief"
  ) -> RunningSessions.Session {
    RunningSessions.Session(
      name: "org.mpris.MediaPlayer2." + name, status: status, routine: routine, step: "Twist")
  }

  private let plain = session("coach", .paused)
  private let second = session("coach.instance42", .playing, "Neck")
  private let third = session("coach.instance43", .playing)

  private func error(_ body: () throws(CoachError) -> Void) -> CoachError? {
    do throws(CoachError) { try body() } catch { return error }
    return nil
  }

  @Test("The only one, or the only one that plays")
  func only() throws {
    #expect(try SessionChoice.one(nil, of: [plain]) == plain)
    #expect(try SessionChoice.one(nil, of: [plain, second]) == second)
    #expect(try SessionChoice.some(nil, of: [plain, second]) == [plain, second])
  }

  @Test("One of several is chosen by its ID")
  func chosen() throws {
    let all = [plain, second, third]
    #expect(try SessionChoice.one("coach", of: all) == plain)
    #expect(try SessionChoice.one("43", of: all) == third)
    #expect(try SessionChoice.some("42", of: all) == [second])
    let several = error { () throws(CoachError) in _ = try SessionChoice.one(nil, of: all) }
    #expect(several?.message == "There are 3 sessions running.")
    #expect(
      several?.advice == "Choose one with --session: coach (Relief), 42 (Neck), 43 (Relief).")
  }

  @Test("If there is none, the error says what to do")
  func none() {
    let none = error { () throws(CoachError) in _ = try SessionChoice.one(nil, of: []) }
    #expect(none?.code == .noSession)
    #expect(none?.advice.contains("coach play") == true)
    let other = error { () throws(CoachError) in _ = try SessionChoice.some("7", of: [plain]) }
    #expect(other?.message == "No session `7` is running.")
    #expect(other?.advice.contains("coach status") == true)
  }
}
