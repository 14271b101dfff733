import Catalog
import CueTimeline
import Foundation
import Preparation
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
        let choices = ListenerChoices(withBaby: withBaby)
        let timeline = try Preparation(entry.name, choices, in: folders).timeline
        let length = timeline.rate.duration(of: timeline.frames)
        let share = estimate.lowerBound / length
        #expect((0.95...1.05).contains(share), "\(entry.name): \(estimate) for \(length)")
      }
    }
  }

  @Test("Every routine says how it goes with a baby; none asks to put it down")
  func baby() throws {
    for (entry, overview) in Overview.all(in: folders) {
      #expect(try overview.get().routine.withBaby != .babyDown, "\(entry.name)")
    }
  }
}
