public import CoachErrors
public import CueTimeline
import Foundation
public import Platform
public import Sound
import Synchronization

/// A sound card without sound that plays, and fails, only when a test says so.
public final class FakeCard: Sendable {
  struct State {
    var isOpen = false
    var openings = 0
    var isRunning = false
    var queue: [Int16] = []
    var heard: [Int16] = []
    var faults: [DeviceFault] = []
    var writeFault: DeviceFault?
    var writesHang: Duration = .zero
    var knowsDelay = true
    var openError: CoachError?
    var isHanging = false
    var calls = 0
    var drops = 0
  }

  let state = Mutex(State())
  /// The setup it gives to whoever opens it.
  public let setup: DeviceSetup

  /// Makes a card with a queue of `buffer` frames that asks for more every `period` frames.
  public init(
    _ name: String = "card", rate: SampleRate = SampleRate(hertz: 22_050),
    buffer: FrameCount = FrameCount(8_192),
    period: FrameCount = FrameCount(2_048)
  ) {
    setup = DeviceSetup(
      name: DeviceName(name), rate: rate, buffer: buffer, period: period)
  }

  /// Everything played so far.
  public var heard: [Int16] { state.withLock { $0.heard } }
  /// The number of frames written but not played.
  public var queued: Int { state.withLock { $0.queue.count } }
  /// How often it was opened.
  public var openings: Int { state.withLock { $0.openings } }
  /// How often its queue was dropped.
  public var drops: Int { state.withLock { $0.drops } }
  /// Whether it is open.
  public var isOpen: Bool { state.withLock { $0.isOpen } }
  /// The number of all calls.
  public var calls: Int { state.withLock { $0.calls } }

  /// This card, for a stream to choose.
  public var choice: DeviceChoice<FakeDevice> {
    DeviceChoice(setup.name) { [self] () throws(CoachError) in try open() }
  }

  /// Opens it as a device for a stream.
  public func open() throws(CoachError) -> FakeDevice {
    hang()
    let (opening, error) = state.withLock { state in
      state.openings += 1
      if state.openError == nil { state.isOpen = true }
      return (state.openings, state.openError)
    }
    if let error { throw error }
    return FakeDevice(card: self, opening: opening)
  }

  /// Plays frames of its queue.
  ///
  /// - Returns: how many it played, which may be fewer.
  @discardableResult
  public func play(_ frames: Int) -> Int {
    state.withLock { state in
      guard state.isRunning, !state.isHanging else { return 0 }
      let count = min(frames, state.queue.count)
      state.heard += state.queue.prefix(count)
      state.queue.removeFirst(count)
      return count
    }
  }

  /// Makes the next call fail, and the one after it for each further fault.
  public func fail(_ faults: [DeviceFault]) { state.withLock { $0.faults += faults } }
  /// Makes every write fail from now on, or work again if the fault is `nil`.
  public func failWrites(_ fault: DeviceFault?) { state.withLock { $0.writeFault = fault } }
  /// Makes every write take so long, and take nothing, from now on.
  public func hangWrites(for duration: Duration) { state.withLock { $0.writesHang = duration } }
  /// Makes the device unable to say how much was heard.
  public func forgetDelay() { state.withLock { $0.knowsDelay = false } }
  /// Makes opening fail from now on, or work again if the error is `nil`.
  public func refuse(_ error: CoachError?) { state.withLock { $0.openError = error } }
  /// Makes every call hang from now on, or continue.
  public func setHanging(_ isHanging: Bool) { state.withLock { $0.isHanging = isHanging } }

  func hang() {
    while state.withLock({ $0.isHanging }) { usleep(1_000) }
  }

  /// Makes a call on the device of one opening; calls of earlier openings have no effect.
  func call(_ opening: Int, _ body: (inout sending State) -> Void) throws(DeviceFault) {
    hang()
    let fault: DeviceFault? = state.withLock { state in
      state.calls += 1
      guard opening == state.openings else { return nil }
      if state.faults.isEmpty {
        body(&state)
        return nil
      }
      state.isRunning = false
      state.queue = []
      return state.faults.removeFirst()
    }
    if let fault { throw fault }
  }
}

/// A `FakeCard` opened by a stream.
public struct FakeDevice: ~Copyable, OutputDevice {
  let card: FakeCard
  /// Which opening of the card this is.
  let opening: Int

  public var setup: DeviceSetup { card.setup }

  deinit {
    card.state.withLock { if $0.openings == opening { $0.isOpen = false } }
  }

  public mutating func prepare() throws(DeviceFault) {
    try card.call(opening) { state in
      state.queue = []
      state.isRunning = false
    }
  }

  public mutating func write(
    _ samples: UnsafeBufferPointer<Int16>
  ) throws(DeviceFault) -> FrameCount {
    let all = Array(samples)
    let capacity = Int(card.setup.buffer.value)
    var count = 0
    var fault: DeviceFault?
    let hang = card.state.withLock { $0.writesHang }
    if hang > .zero { usleep(UInt32(hang / .microseconds(1))) }
    try card.call(opening) { state in
      fault = state.writeFault
      guard fault == nil, hang == .zero else { return }
      count = min(all.count, capacity - state.queue.count)
      state.queue += all.prefix(count)
    }
    if let fault { throw fault }
    return FrameCount(Int64(count))
  }

  public mutating func start() throws(DeviceFault) {
    try card.call(opening) { $0.isRunning = true }
  }

  public mutating func delay() throws(DeviceFault) -> FrameCount? {
    var count: Int?
    try card.call(opening) { count = $0.knowsDelay ? $0.queue.count : nil }
    return count.map { FrameCount(Int64($0)) }
  }

  public mutating func wait(
    atMost limit: Duration, or wake: WakeUp
  ) throws(DeviceFault) {
    let end = ContinuousClock.now + limit
    let room = Int(card.setup.buffer.value - card.setup.period.value)
    while ContinuousClock.now < end {
      var hasRoom = false
      try card.call(opening) { hasRoom = $0.queue.count <= room }
      if hasRoom || wake.wait(atMost: .milliseconds(1)) { return }
    }
  }

  public mutating func drop() {
    card.hang()
    card.state.withLock { state in
      state.calls += 1
      guard opening == state.openings else { return }
      state.drops += 1
      state.queue = []
      state.isRunning = false
    }
  }
}
