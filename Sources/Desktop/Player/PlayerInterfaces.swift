/// What a session offers on the bus: the two interfaces of every media player, as the MPRIS
/// specification 2.2 has them, and one of its own for what they lack.
struct PlayerInterfaces: Sendable {
  static let path = "/org/mpris/MediaPlayer2"
  static let rootName = "org.mpris.MediaPlayer2"
  static let playerName = "org.mpris.MediaPlayer2.Player"
  static let sessionName = "coach.Session"
  static let busName = "org.mpris.MediaPlayer2.coach"

  /// The slowest and the fastest pace.
  let rates: ClosedRange<Double>
  /// Where in the step the session is.
  let position: @Sendable () -> Duration
  /// The session as text, for another `coach`.
  let status: @Sendable () -> String
  /// Takes what is asked for.
  let request: @Sendable (PlayerRequest) -> Void

  /// All of them; `state` is what properties show and calls are judged by.
  func all(_ state: @escaping () -> PlayerState) -> [Interface] {
    [root, player(state), session]
  }

  /// A step's object path: what tells one track from another.
  static func track(_ state: PlayerState) -> String { "/coach/step/\(state.stepNumber.value)" }
}

// MARK: - org.mpris.MediaPlayer2

extension PlayerInterfaces {
  private var root: Interface {
    Interface(
      name: Self.rootName,
      methods: [
        // Nothing can be raised, as CanRaise says.
        .init(name: "Raise", run: { (_) throws(BusFault) in [] }),
        method("Quit", asks: .stop),
      ],
      properties: [
        constant("CanQuit", .bool(true)),
        constant("CanRaise", .bool(false)),
        constant("HasTrackList", .bool(false)),
        constant("Identity", .string("coach")),
        // The name of its desktop entry, from which desktops take the icon.
        constant("DesktopEntry", .string("coach")),
        constant("SupportedUriSchemes", .strings([])),
        constant("SupportedMimeTypes", .strings([])),
      ])
  }
}

// MARK: - org.mpris.MediaPlayer2.Player

extension PlayerInterfaces {
  private func player(_ state: @escaping () -> PlayerState) -> Interface {
    Interface(
      name: Self.playerName,
      methods: [
        method("Next", asks: .next) { state().canGoNext },
        method("Previous", asks: .previous) { state().canGoBack },
        method("Pause", asks: .pause),
        method("PlayPause", asks: .playPause),
        method("Stop", asks: .stop),
        method("Play", asks: .play),
        .init(
          name: "Seek", takes: [.init("Offset", "x")],
          run: { (values) throws(BusFault) in
            if case .int64(let offset) = values[0] { request(.seek(by: .microseconds(offset))) }
            return []
          }),
        .init(
          name: "SetPosition", takes: [.init("TrackId", "o"), .init("Position", "x")],
          run: { (values) throws(BusFault) in
            setPosition(values, in: state())
            return []
          }),
        .init(
          name: "OpenUri", takes: [.init("Uri", "s")],
          run: { (_) throws(BusFault) in
            throw .unsupported("A session plays the routine it was started with.")
          }),
      ],
      properties: playerProperties(state),
      signals: [.init(name: "Seeked", carries: [.init("Position", "x")])])
  }

  private func playerProperties(
    _ state: @escaping () -> PlayerState
  ) -> [Interface.Property] {
    [
      .init(name: "PlaybackStatus", type: "s") { .string(state().status.rawValue) },
      .init(
        name: "Rate", type: "d", read: { .double(state().rate) },
        write: { (value) throws(BusFault) in try setRate(value) }),
      .init(name: "Metadata", type: "a{sv}") { metadata(state()) },
      .init(
        name: "Volume", type: "d", read: { .double(state().volume) },
        write: { (value) throws(BusFault) in
          request(.setVolume(min(max(try number(value), 0), 1)))
        }),
      .init(name: "Position", type: "x", change: .unreported) {
        .int64(min(max(position(), .zero), max(state().length, .zero)).microseconds)
      },
      constant("MinimumRate", .double(rates.lowerBound)),
      constant("MaximumRate", .double(rates.upperBound)),
      .init(name: "CanGoNext", type: "b") { .bool(state().canGoNext) },
      .init(name: "CanGoPrevious", type: "b") { .bool(state().canGoBack) },
      constant("CanPlay", .bool(true)),
      constant("CanPause", .bool(true)),
      constant("CanSeek", .bool(true)),
      constant("CanControl", .bool(true)),
    ]
  }

  private func metadata(_ state: PlayerState) -> BusValue {
    .dictionary([
      "mpris:trackid": .variant(.path(Self.track(state))),
      "mpris:length": .variant(.int64(max(state.length, .zero).microseconds)),
      "xesam:title": .variant(.string(state.step)),
      "xesam:album": .variant(.string(state.section)),
      "xesam:artist": .variant(.strings([state.routine])),
      "xesam:trackNumber": .variant(.int32(state.stepNumber.value)),
    ])
  }
}

// MARK: - coach.Session

extension PlayerInterfaces {
  private var session: Interface {
    let verbs = Verb.allCases.map { method($0.method, asks: .verb($0)) }
    let status = Interface.Method(
      name: "Status", gives: [.init("status", "s")],
      run: { (_) throws(BusFault) in [.string(self.status())] })
    return Interface(name: Self.sessionName, methods: verbs + [status])
  }
}

// MARK: - Requests

extension PlayerInterfaces {
  /// A method that hands a request over if that is possible, and otherwise does nothing, as MPRIS
  /// wants.
  private func method(
    _ name: String, asks what: PlayerRequest, if isPossible: @escaping () -> Bool = { true }
  ) -> Interface.Method {
    .init(
      name: name,
      run: { (_) throws(BusFault) in
        if isPossible() { request(what) }
        return []
      })
  }

  private func constant(_ name: String, _ value: BusValue) -> Interface.Property {
    .init(name: name, type: value.signature, change: .never) { value }
  }

  /// A position in another step, or outside this one, comes too late and is ignored.
  private func setPosition(_ values: [BusValue], in state: PlayerState) {
    guard case .path(Self.track(state)) = values[0], case .int64(let offset) = values[1],
      (0...max(state.length.microseconds, 0)).contains(offset)
    else { return }
    request(.setPosition(.microseconds(offset)))
  }

  /// A rate out of range becomes the nearest possible one; 0 means to pause.
  private func setRate(_ value: BusValue) throws(BusFault) {
    let rate = try number(value)
    request(rate == 0 ? .pause : .setRate(min(max(rate, rates.lowerBound), rates.upperBound)))
  }

  private func number(_ value: BusValue) throws(BusFault) -> Double {
    guard case .double(let number) = value, !number.isNaN else {
      throw .badArguments("This is not a number.")
    }
    return number
  }
}
