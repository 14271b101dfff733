public import CoachErrors
internal import Dispatch
internal import Platform
internal import Synchronization

/// A session as the desktop's media controls see it: media keys, headset buttons, lock screens and
/// applets control it, and so does `coach` in another terminal.
///
/// It has a name on the session bus while it lives. Calls return at once, whatever the bus does; if
/// the bus goes away, the player falls silent and the session goes on.
public final class MediaPlayer: Sendable {
  /// The name it got on the bus; it ends in the process number if another session had the plain one.
  public let name: String
  private let core: PlayerCore

  /// Connects to the session bus and takes a name there.
  ///
  /// - Parameters:
  ///   - state: what is shown at first.
  ///   - rates: the slowest and the fastest pace that can be asked for.
  ///   - position: where in the step the session is; called on a thread of the player's.
  ///   - status: the session as text, for another program; called on the same thread.
  ///   - requests: takes what is asked for; called on the same thread, one at a time. The caller
  ///     gets its answer when this returns.
  /// - Throws: `CoachError` if there is no bus or no name, within a few seconds.
  public convenience init(
    _ state: PlayerState, rates: ClosedRange<Double>,
    position: @escaping @Sendable () -> Duration,
    status: @escaping @Sendable () -> String,
    requests: @escaping @Sendable (PlayerRequest) -> Void
  ) throws(CoachError) {
    try self.init(
      state, on: .user,
      PlayerInterfaces(rates: rates, position: position, status: status, request: requests))
  }

  init(
    _ state: PlayerState, on address: BusAddress, _ interfaces: PlayerInterfaces
  ) throws(CoachError) {
    let core = try PlayerCore(state)
    let opening = Opening()
    do throws(Errno) {
      try BackgroundThread.start("coach bus") {
        PlayerThread.work(core, address, interfaces) { opening.finish($0) }
      }
    } catch {
      throw .noResources(error)
    }
    do throws(CoachError) {
      name = try opening.wait()
    } catch {
      core.close()
      throw error
    }
    self.core = core
  }

  deinit { core.close() }

  /// Shows another state, and reports what is new in it.
  public func update(_ state: PlayerState) { core.update(state) }

  /// Reports a jump within the step.
  public func seeked(to position: Duration) { core.seeked(to: position) }

  /// Whether its connection is closed: by `close`, or because the bus went away.
  public var hasEnded: Bool { core.hasEnded }

  /// Gives up the name; nothing is asked of the session after this.
  public func close() {
    core.close()
    core.waitForEnd(atMost: .milliseconds(500))
  }
}

/// The outcome of connecting, which happens on the player's thread.
private final class Opening: Sendable {
  private let outcome = Mutex<Result<String, CoachError>?>(nil)
  private let done = DispatchSemaphore(value: 0)

  func finish(_ result: Result<String, CoachError>) {
    outcome.withLock { $0 = result }
    done.signal()
  }

  /// Every step of connecting has its limit; this one is for what has none, such as looking up the
  /// host of an address.
  func wait() throws(CoachError) -> String {
    _ = done.wait(timeout: .now() + .seconds(5))
    switch outcome.withLock({ $0 }) {
    case .success(let name): return name
    case .failure(let error): throw error
    case nil: throw .noBus(.late)
    }
  }
}
