import Catalog
import CueTimeline
import Foundation
import Preparation
import Suggestions
import TestSupport
import Testing

private let folders = Folders(
  user: "/nonexistent", builtIn: Repository.root.path(percentEncoded: false))

@Suite("A plan made of the routines that ship", .serialized)
struct CarePlannerTests {
  @Test("A plan of the routines there are is as long as they are, with their voice")
  func plan() throws {
    let listener = Listener(
      time: .seconds(12 * 60), stage: .postpartum, holdsBaby: true, things: ["ball", "wall"])
    let plan = CarePlanner(folders).plan(for: listener)
    #expect(plan.picks.first?.name == "ball-release")
    #expect(plan.length <= listener.time)
    #expect(plan.length > listener.time * 3 / 4)
    for pick in plan.picks {
      let choices = ListenerChoices(withBaby: true)
      let timeline = try Preparation(pick.name, choices, in: folders).timeline
      #expect(pick.length == timeline.rate.duration(of: timeline.frames))
    }
  }
}
