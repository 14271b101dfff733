import CueTimeline
import Foundation
import RoutineScript
import Sound
import Synchronization
import TestSupport
import Testing

@testable import LiveSession

@Suite("No sequence of events leaves a pad on")
struct HeatFuzzTests {
  private static let script = """
    title: Sample
    steps:
      - say: Welcome. Sit down.
      - heat: 12 s
        where: your back
        say: Lean back.
      - wait: Are you ready?
      - reps: 3
        of: Twist
        tempo: 2s
      - heat: 8 s
        where: your neck
      - say: Done. That is all.
    """

  @Test("Ten thousand random sequences of commands, losses, kills, clock jumps and sleeps")
  func anything() throws {
    let timeline = try scheduled(Self.script)
    let failures = Mutex<[(seed: Int, failure: String)]>([])
    DispatchQueue.concurrentPerform(iterations: 100) { block in
      for seed in block * 100..<(block + 1) * 100 {
        if let failure = Self.failure(of: seed, timeline) {
          failures.withLock { $0.append((seed, failure)) }
        }
      }
    }
    let found = failures.withLock { $0.sorted { $0.seed < $1.seed } }
    let first = found.first.map { "seed \($0.seed): \($0.failure)" } ?? ""
    #expect(found.count == 0, "\(found.count) of 10000; \(first)")
  }

  private static func failure(of seed: Int, _ timeline: Timeline) -> String? {
    var random = SplitMix(state: UInt64(seed))
    var world = HeatWorld(timeline, isWithBaby: seed % 4 == 0)
    world.start()
    for _ in 0..<Int.random(in: 5...30, using: &random) {
      step(&world, &random)
      if let failure = world.failures.first { return failure }
    }
    // Whatever happened, in the end there is a device, and nobody does anything.
    world.returnDevice()
    world.run(.seconds(30))
    return world.failures.first
  }

  private static let commands: [Transport.Command] = [
    .pause, .resume, .toggle, .button, .next, .back, .again, .howLong, .stop, .louder, .softer,
    .volume(Volume(percent: 0)), .slower, .skip(.seconds(-3)), .skip(.seconds(4)),
    .skip(.seconds(-100)), .skip(.seconds(100)),
  ]

  private static func step(_ world: inout HeatWorld, _ random: inout SplitMix) {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<40: world.run(.milliseconds(Int.random(in: 1...6_000, using: &random)))
    case 40..<50: world.run(.milliseconds(Int.random(in: 1...900, using: &random)))
    case 50..<80:
      let command = commands[Int.random(in: 0..<commands.count, using: &random)]
      let repeats = Int.random(in: 0..<8, using: &random) == 0 ? 3 : 1
      for _ in 0..<repeats {
        world.send(command)
        world.run(.milliseconds(Int.random(in: 1...400, using: &random)))
      }
    case 80..<84: world.loseDevice()
    case 84..<90: world.returnDevice()
    case 90..<93: world.sleep(.milliseconds(Int.random(in: 1...30_000, using: &random)))
    case 93..<97:
      world.kill(
        for: .milliseconds(Int.random(in: 1...20_000, using: &random)),
        reboots: Bool.random(using: &random), isNew: Int.random(in: 0..<3, using: &random) == 0)
    default: world.setWallClock(by: .seconds(Int.random(in: -8_000...8_000, using: &random)))
    }
  }
}
