public import CoachErrors

/// The sessions that run in this login, as another terminal sees and controls them.
///
/// Every call returns within seconds, even if a session or the bus hangs.
public struct RunningSessions: ~Copyable {
  /// A session on the bus.
  public struct Session: Hashable, Sendable {
    /// Its name on the bus, for `send` and `status`.
    public let name: String
    /// What it is doing; `nil` if it does not answer.
    public let status: PlayerState.Status?
    /// The routine's title.
    public let routine: String
    /// The current step's name.
    public let step: String
  }

  /// How long an answer may take.
  private static let patience: Duration = .seconds(2)
  /// How long the answers of all sessions together may take: one that hangs keeps nobody waiting for
  /// the others.
  private static let patienceWithAll: Duration = .milliseconds(700)
  /// How long it may take if others have used up the time.
  private static let leastPatience: Duration = .milliseconds(200)

  private let connection: Connection

  /// Connects to the session bus.
  ///
  /// - Throws: `CoachError` if there is no bus.
  public init() throws(CoachError) { try self.init(on: .user) }

  init(on address: BusAddress) throws(CoachError) {
    do throws(BusFault) {
      connection = try Connection.open(address, atMost: RunningSessions.patience)
    } catch {
      throw .noBus(error)
    }
  }

  /// All sessions, the one with the plain name first and the others by their process numbers.
  ///
  /// - Throws: `CoachError` if the bus does not answer.
  public func all() throws(CoachError) -> [Session] {
    let names: [String]
    do throws(BusFault) {
      let bus = "org.freedesktop.DBus"
      let call = try connection.call("ListNames", of: bus, at: "/org/freedesktop/DBus", to: bus)
      names = try call.ask(atMost: RunningSessions.patience).values().first?.strings ?? []
    } catch {
      throw .noBus(error)
    }
    let end = ContinuousClock.now + RunningSessions.patienceWithAll
    var sessions: [Session] = []
    for name in RunningSessions.sorted(names) {
      let rest = max(ContinuousClock.now.duration(to: end), RunningSessions.leastPatience)
      do throws(CoachError) {
        let properties = try answer(
          of: name, "GetAll", in: BusObject.propertiesName,
          [.string(PlayerInterfaces.playerName)], atMost: rest)
        sessions.append(Session(name: name, properties: properties))
      } catch {
        // One that has ended meanwhile is left out; one that hangs is still running.
        if error.code == .noBus { throw error }
        if error.code != .noSession { sessions.append(Session(name: name, properties: nil)) }
      }
    }
    return sessions
  }

  /// Asks a session to do something; it has accepted when this returns.
  ///
  /// - Parameters:
  ///   - verb: what it is to do.
  ///   - name: its name on the bus, from `all`.
  /// - Throws: `CoachError` if there is no such session or it does not answer.
  public func send(_ verb: Verb, to name: String) throws(CoachError) {
    _ = try answer(of: name, verb.method, in: PlayerInterfaces.sessionName)
  }

  /// What a session reports about itself.
  ///
  /// - Parameter name: its name on the bus, from `all`.
  /// - Returns: the text of its player's `status`.
  /// - Throws: `CoachError` if there is no such session or it does not answer.
  public func status(of name: String) throws(CoachError) -> String {
    try answer(of: name, "Status", in: PlayerInterfaces.sessionName)?.string ?? ""
  }

  /// What a session reports about itself; one that has just not answered is given little time.
  ///
  /// - Parameter session: one of `all`.
  /// - Returns: the text of its player's `status`.
  /// - Throws: `CoachError` if it has ended or does not answer.
  public func status(of session: Session) throws(CoachError) -> String {
    guard session.status == nil else { return try status(of: session.name) }
    let answer = try answer(
      of: session.name, "Status", in: PlayerInterfaces.sessionName,
      atMost: RunningSessions.leastPatience)
    return answer?.string ?? ""
  }

  private func answer(
    of name: String, _ method: String, in interface: String, _ values: [BusValue] = [],
    atMost limit: Duration = RunningSessions.patience
  ) throws(CoachError) -> BusValue? {
    do throws(BusFault) {
      let call = try connection.call(method, of: interface, at: PlayerInterfaces.path, to: name)
      try call.forbidStarting()
      for value in values { try call.append(value) }
      return try call.ask(atMost: limit).values().first
    } catch {
      throw .asking(name, error)
    }
  }

  /// The sessions' names among these, in order.
  static func sorted(_ names: [String]) -> [String] {
    let plain = PlayerInterfaces.busName
    let instance = plain + ".instance"
    let others = names.filter { $0.hasPrefix(instance) }.sorted {
      let (a, b) = ($0.dropFirst(instance.count), $1.dropFirst(instance.count))
      return (a.count, String(a)) < (b.count, String(b))
    }
    return names.filter { $0 == plain } + others
  }
}

extension RunningSessions.Session {
  fileprivate init(name: String, properties: BusValue?) {
    let metadata = properties?["Metadata"]
    self.name = name
    status = (properties?["PlaybackStatus"]?.string).flatMap(PlayerState.Status.init)
    routine = metadata?["xesam:artist"]?.strings?.first ?? ""
    step = metadata?["xesam:title"]?.string ?? ""
  }
}
