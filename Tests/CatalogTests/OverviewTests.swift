import Catalog
import CueTimeline
import Foundation
import RoutineScript
import TestSupport
import Testing

private let folders = Folders(
  user: "/nonexistent", builtIn: Repository.root.path(percentEncoded: false))

@Suite("What a list of routines tells", .serialized)
struct OverviewTests {
  @Test("Estimated lengths are those of the voice within a twentieth")
  func estimates() throws {
    for (entry, overview) in Overview.all(in: folders, level: .steady) {
      let overview = try overview.get()
      for (withBaby, estimate) in [(false, overview.length), (true, overview.lengthWithBaby)] {
        let choices = Preparation.Choices(layout: Scheduler.Options(withBaby: withBaby))
        let timeline = try Preparation(entry.name, choices, in: folders).timeline
        let length = timeline.rate.duration(of: timeline.frames)
        let share = estimate.lowerBound / length
        #expect((0.95...1.05).contains(share), "\(entry.name): \(estimate) for \(length)")
      }
    }
  }

  @Test("A plan of the routines there are is as long as they are, with their voice")
  func plan() throws {
    let listener = Listener(
      time: .seconds(12 * 60), stage: .postpartum, holdsBaby: true, things: ["ball", "wall"])
    let plan = CarePlanner(folders).plan(for: listener)
    #expect(plan.picks.first?.name == "ball-release")
    #expect(plan.length <= listener.time)
    #expect(plan.length > listener.time * 3 / 4)
    for pick in plan.picks {
      let choices = Preparation.Choices(layout: Scheduler.Options(withBaby: true))
      let timeline = try Preparation(pick.name, choices, in: folders).timeline
      #expect(pick.length == timeline.rate.duration(of: timeline.frames))
    }
  }

  @Test("Every routine says how it goes with a baby; none asks to put it down")
  func baby() throws {
    for (entry, overview) in Overview.all(in: folders) {
      #expect(try overview.get().routine.withBaby != .babyDown, "\(entry.name)")
    }
  }
}
