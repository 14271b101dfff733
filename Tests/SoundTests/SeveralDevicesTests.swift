import CoachErrors
import CueTimeline
import Sound
import TestSupport
import Testing

/// Devices in order of preference, and what is played when one comes back.
@Suite struct SeveralDevicesTests: OnACard {
  let card = FakeCard("headset")
  let spare = FakeCard("speaker")
  let log = EventLog()
  let renderer: Renderer
  let whole: [Int16]
  let gone = CoachError(.deviceLost, "Gone.", advice: "Wait.")

  init() throws { (renderer, whole) = try Self.words() }

  @Test func theFirstThatOpensIsUsed() throws {
    card.refuse(gone)
    let stream = try stream(on: [card, spare])
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(log.has { $0 == .started(spare.setup) })
    #expect(spare.setup.name == DeviceName("speaker"))
    #expect(play(1_000, on: spare))
    #expect(spare.heard == Array(whole[..<1_000]))
  }

  @Test func ifNoneOpensTheReasonForEachIsReported() throws {
    card.refuse(CoachError(.deviceBusy, "The headset is busy.", advice: "Wait."))
    spare.refuse(CoachError(.deviceMissing, "There is no speaker.", advice: "Export."))
    let stream = try stream(on: [card, spare])
    stream.play(renderer, from: .start)
    #expect(log.has { $0.isFailed })
    guard case .failed(let error) = log.all.first else { return }
    #expect(error.code == .deviceBusy)
    #expect(error.message.contains("The headset is busy. There is no speaker."))
    #expect(stream.status.state == .paused)
  }

  @Test func aLostOneIsFollowedByTheNextAndThatByTheFirst() throws {
    let stream = try stream(on: [card, spare])
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(9_000))
    card.refuse(gone)
    card.fail([.lost(gone)])
    #expect(log.has { $0 == .deviceBack(spare.setup) })
    let first = Int(stream.status.heard.value)
    #expect(play(leadFrames + 3_000, on: spare))
    #expect(
      Array(spare.heard.dropFirst(leadFrames)) == Array(whole[first..<first + 3_000]))
    card.refuse(nil)
    spare.fail([.lost(gone)])
    #expect(log.has { $0 == .deviceBack(card.setup) })
    #expect(spare.openings == 1)
    #expect(log.all.filter(\.isLost).count == 2)
  }

  @Test func oneThatHangsWhenOpenedDoesNotBlockTheNext() throws {
    card.setHanging(true)
    let stream = try stream(on: [card, spare]) { $0.fallOver = .milliseconds(50) }
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(log.has { $0 == .started(spare.setup) })
    #expect(play(1_000, on: spare))
    #expect(spare.heard == Array(whole[..<1_000]))
    card.setHanging(false)
    #expect(eventually { card.openings == 1 && !card.isOpen }, "what opens too late is closed")
    spare.refuse(gone)
    spare.fail([.lost(gone)])
    #expect(log.has { $0 == .deviceBack(card.setup) })
  }

  @Test func oneThatHangsWhilePlayingDoesNotBlockTheNext() throws {
    let stream = try stream(on: [card, spare]) {
      $0.stall = .milliseconds(100)
      $0.fallOver = .milliseconds(50)
    }
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(9_000))
    card.setHanging(true)
    #expect(log.has { $0 == .deviceBack(spare.setup) })
    #expect(play(leadFrames + 100, on: spare))
    card.setHanging(false)
    #expect(eventually { !card.isOpen })
    stream.stop()
  }

  @Test func ifAllHangTheFailureNamesThem() throws {
    card.setHanging(true)
    spare.setHanging(true)
    let stream = try stream(on: [card, spare]) {
      $0.fallOver = .milliseconds(50)
      $0.opening = .milliseconds(50)
    }
    stream.play(renderer, from: .start)
    #expect(log.has { $0.isFailed })
    guard case .failed(let error) = log.all.first else { return }
    #expect(error.message.contains("“headset” does not answer"))
    #expect(error.message.contains("“speaker” does not answer"))
    card.setHanging(false)
    spare.setHanging(false)
    #expect(eventually { !card.isOpen && !spare.isOpen })
  }

  @Test func oneThatOpensAndNeverPlaysIsNoLongerTheFirst() throws {
    let stream = try stream(on: [card, spare])
    card.fail([.lost(gone)])
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(1_000, on: spare))
    #expect(card.openings == 1)
    #expect(!card.isOpen)
  }

  @Test func whatIsAskedForDuringALossPlaysWhenADeviceIsBack() throws {
    let (other, all) = try Self.words("six", "seven", "eight")
    let stream = try stream { $0.firstRetry = .milliseconds(50) }
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(9_000))
    card.refuse(gone)
    card.fail([.lost(gone)])
    #expect(log.has { $0.isLost })
    stream.play(other, from: FramePosition(20_000), leadIn: .milliseconds(100))
    #expect(stream.status == (.waitingForDevice, FramePosition(20_000)))
    let before = card.heard.count
    card.refuse(nil)
    #expect(log.has { $0.isBack })
    #expect(stream.status.heard == FramePosition(20_000))
    #expect(play(leadFrames + 3_000))
    #expect(Array(card.heard.dropFirst(before + leadFrames)) == Array(all[20_000..<23_000]))
    #expect(log.all.filter(\.isLost).count == 1)
  }

  @Test func commandsDuringALossDoNotHurryTheNextTry() throws {
    let stream = try stream { $0.firstRetry = .seconds(600) }
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(9_000))
    card.refuse(gone)
    card.fail([.lost(gone)])
    #expect(log.has { $0.isLost })
    #expect(eventually { card.openings == 2 }, "at once, then after a pause")
    for position in 0..<50 {
      stream.play(renderer, from: FramePosition(Int64(position)))
      stream.pause()
    }
    stream.play(renderer, from: FramePosition(77))
    #expect(stream.status == (.waitingForDevice, FramePosition(77)))
    #expect(card.openings == 2)
  }
}
