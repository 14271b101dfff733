internal import CSystemd
internal import CoachErrors
internal import Foundation

/// The player's side of the bus, on its own thread from the first call to the last.
final class PlayerThread {
  private let core: PlayerCore
  private let interfaces: [Interface<PlayerState>]
  private let connection: Connection
  /// What others know.
  private var told: PlayerState

  /// How long the bus may take for an answer.
  private static let patience: Duration = .seconds(2)

  /// Connects, tells how that came out, and serves until the player is closed or the bus is gone.
  static func work(
    _ core: PlayerCore, _ address: BusAddress, _ interfaces: PlayerInterfaces,
    _ opened: (Result<String, BusError>) -> Void
  ) {
    core.work {
      do throws(BusError) {
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
  ) throws(BusError) {
    self.core = core
    let own = interfaces.all { core.state }
    self.interfaces = own + StandardInterfaces(own: own) { core.state }.all
    told = core.state
    do throws(BusFault) {
      connection = try Connection.open(address, atMost: PlayerThread.patience)
    } catch {
      throw .noBus(error)
    }
  }

  /// Offers the object and takes a name for it.
  private func open() throws(BusError) -> String {
    // The connection is ours and ends with us, so it never calls an object that is gone.
    let this = Unmanaged.passUnretained(self).toOpaque()
    let plain = PlayerInterfaces.busName
    do throws(BusFault) {
      try connection.serve(
        PlayerInterfaces.path,
        { message, this, error in
          guard let message, let this else { return -EINVAL }
          let thread = Unmanaged<PlayerThread>.fromOpaque(this).takeUnretainedValue()
          return thread.handle(Message(sharing: message), error)
        }, userData: this)
      for name in [plain, "\(plain).instance\(getpid())"] {
        if try connection.take(name: name) { return name }
      }
    } catch {
      throw error.isSilence || error.isDisconnection ? .noBus(error) : .serving(error)
    }
    throw BusError(
      .nameTaken, "Other sessions have all the names on the session bus.",
      advice: "End one of them with `coach stop`.")
  }

  private func serve() {
    do throws(BusFault) {
      while !core.isClosing {
        tellNews()
        if try !connection.process() { try connection.wait(orFor: core.wakeUp) }
      }
    } catch {
      // The bus is gone: the session goes on without it.
    }
  }

  /// Tells others what changed since they were told last; where the bus hangs, once it goes on.
  private func tellNews() {
    guard connection.isTaking else { return }
    let news = core.takeNews()
    for interface in interfaces {
      let changes = interface.changes(from: told, to: news.state)
      guard !changes.isEmpty else { continue }
      tell(
        "PropertiesChanged", of: StandardInterfaces<PlayerState>.propertiesName,
        [.string(interface.name), .dictionary(changes), .strings([])])
    }
    told = news.state
    if let position = news.seeked {
      let position = max(position, .zero).microseconds
      tell("Seeked", of: PlayerInterfaces.playerName, [.int64(position)])
    }
  }

  private func tell(_ signal: String, of interface: String, _ values: [BusValue]) {
    do throws(BusFault) {
      let message = try connection.signal(signal, of: interface, at: PlayerInterfaces.path)
      for value in values { try message.append(value) }
      try message.send()
    } catch {
      // What cannot be told can still be asked for; a bus that is gone shows when it is read from.
    }
  }

  /// Answers a call.
  ///
  /// - Returns: what the bus library wants to hear: 0 to say itself that there is no such method.
  private func handle(
    _ message: consuming Message, _ error: UnsafeMutablePointer<sd_bus_error>?
  ) -> Int32 {
    let name = message.interface
    let member = message.member
    let candidates = interfaces.filter { name == nil || $0.name == name }
    guard let method = candidates.flatMap(\.methods).first(where: { $0.name == member }) else {
      return 0
    }
    do throws(BusFault) {
      let types = method.takes.map(\.type).joined()
      guard message.signature == types else {
        throw .badArguments("\(method.name) takes values of the types “\(types)”.")
      }
      let results = try method.run(try message.values())
      // Who reads our answer finds that others know what it did.
      tellNews()
      guard message.isAnswerExpected else { return 1 }
      let answer = try message.answer()
      for value in results { try answer.append(value) }
      try answer.send()
      return 1
    } catch let fault {
      return fault.fill(error)
    }
  }
}
