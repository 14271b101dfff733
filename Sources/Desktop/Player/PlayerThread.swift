internal import CoachErrors
internal import Glibc

/// The player's side of the bus, on its own thread from the first call to the last.
final class PlayerThread {
  private let core: PlayerCore
  private let interfaces: PlayerInterfaces
  private let connection: Connection
  private var object: BusObject?
  /// What properties show: the session's state when a call came or changes were last reported, so
  /// that one answer or signal never mixes two states.
  private var shown: PlayerState

  /// How long the bus may take for an answer.
  private static let patience: Duration = .seconds(2)

  /// Connects, reports how that went, and serves until the player is closed or the bus is gone.
  static func work(
    _ core: PlayerCore, _ address: BusAddress, _ interfaces: PlayerInterfaces,
    _ opened: (Result<String, CoachError>) -> Void
  ) {
    core.work {
      do throws(CoachError) {
        let thread = try PlayerThread(core, address, interfaces)
        opened(.success(try thread.open()))
        thread.serve()
      } catch {
        opened(.failure(error))
      }
    }
  }

  private init(
    _ core: PlayerCore, _ address: BusAddress, _ interfaces: PlayerInterfaces
  ) throws(CoachError) {
    self.core = core
    self.interfaces = interfaces
    shown = core.state
    do throws(BusFault) {
      connection = try Connection.open(address, atMost: PlayerThread.patience)
    } catch {
      throw .noBus(error)
    }
  }

  /// Offers the object and takes a name for it.
  private func open() throws(CoachError) -> String {
    // The object is ours and ends with us.
    let object = BusObject(
      PlayerInterfaces.path, interfaces.all { [unowned self] in shown },
      prepare: { [unowned self] in shown = core.state },
      // Whoever reads an answer finds that its effects were reported already.
      settle: { [unowned self] in reportNews() })
    self.object = object
    let plain = PlayerInterfaces.busName
    do throws(BusFault) {
      try object.serve(on: connection)
      for name in [plain, "\(plain).instance\(getpid())"] {
        if try connection.take(name: name) { return name }
      }
    } catch {
      throw error.isSilence || error.isDisconnection ? .noBus(error) : .serving(error)
    }
    throw CoachError(
      .nameTaken, "Other sessions have all the names on the session bus.",
      advice: "End one of them with `coach stop`.")
  }

  private func serve() {
    do throws(BusFault) {
      while !core.isClosing {
        reportNews()
        if try !connection.process() { try connection.wait(orFor: core.wakeUp) }
      }
    } catch {
      // The bus is gone: the session goes on without it.
    }
  }

  /// Reports what changed since the last report; if the bus hangs, once it goes on.
  private func reportNews() {
    guard connection.isTaking else { return }
    let news = core.takeNews()
    shown = news.state
    object?.reportChanges(on: connection)
    if let position = news.seeked { reportSeek(to: max(position, .zero)) }
  }

  private func reportSeek(to position: Duration) {
    do throws(BusFault) {
      let signal = try connection.signal(
        "Seeked", of: PlayerInterfaces.playerName, at: PlayerInterfaces.path)
      try signal.append(.int64(position.microseconds))
      try signal.send()
    } catch {
      // As for properties: they can still be asked for.
    }
  }
}
