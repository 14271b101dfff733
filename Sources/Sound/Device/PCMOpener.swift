internal import CALSA
internal import CoachErrors
internal import CueTimeline
internal import Glibc

/// Finds the best way to open a device for mono at a rate.
struct PCMOpener {
  let name: DeviceName
  let rate: SampleRate

  struct Opened {
    let pcm: OpaquePointer
    let channels: Int
    let setup: DeviceSetup
  }

  /// Rate converters of alsa-plugins (libsamplerate and Speex), best first.
  private static let goodConverters = [
    "samplerate_medium", "samplerate", "speexrate_medium", "speexrate",
  ]
  /// alsa-lib's own converter, for machines without alsa-plugins: dull, with images at -13 dB.
  private static let lastConverter = "linear"
  /// The rate to assume if a device does not report its own; nearly all take this one.
  private static let usualRate: UInt32 = 48_000

  func open() throws(CoachError) -> Opened {
    DeviceFailure.forgetComplaints()
    defer { DeviceFailure.forgetComplaints() }
    var pcm: OpaquePointer?
    let result = snd_pcm_open(&pcm, name.text, SND_PCM_STREAM_PLAYBACK, SND_PCM_NONBLOCK)
    guard result >= 0, let pcm else { throw DeviceFailure.opening(name, result) }
    let refusal: Refusal
    do throws(Refusal) { return try configure(pcm, resampling: false) } catch { refusal = error }
    let deviceRate = ownRate(of: pcm)
    snd_pcm_close(pcm)
    // A device that is broken is as broken behind a converter.
    guard refusal.isOfSettings else { throw DeviceFailure.settingUp(name, refusal) }
    if let opened = openConverted(to: deviceRate, Self.goodConverters) { return opened }
    if let opened = openConverted(to: deviceRate, [Self.lastConverter]) { return opened }
    throw DeviceFailure.settingUp(name, refusal)
  }

  /// Why a device that was opened cannot be set up.
  enum Refusal: Error, Equatable {
    /// It takes none of our formats, rates or numbers of channels.
    case format
    /// It failed at something else, with one of ALSA's numbers.
    case failure(Int32)

    /// Whether it may take other settings.
    var isOfSettings: Bool { self == .format || self == .failure(-EINVAL) }
  }

  /// The rate that a device runs at if it may choose.
  private func ownRate(of pcm: OpaquePointer) -> UInt32 {
    var parameters: OpaquePointer?
    guard snd_pcm_hw_params_malloc(&parameters) >= 0, let parameters else { return Self.usualRate }
    defer { snd_pcm_hw_params_free(parameters) }
    snd_pcm_hw_params_any(pcm, parameters)
    snd_pcm_hw_params_set_rate_resample(pcm, parameters, 0)
    var rate = Self.usualRate
    let result = snd_pcm_hw_params_set_rate_near(pcm, parameters, &rate, nil)
    return result >= 0 ? rate : Self.usualRate
  }

  /// Opens the device behind a `plug` of ours, which converts rate, format and channels.
  private func openConverted(to deviceRate: UInt32, _ converters: [String]) -> Opened? {
    let slave = name.text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let list = converters.map { "\"\($0)\"" }.joined(separator: " ")
    let definition = """
      pcm.coach_converted {
        type plug
        slave { pcm "\(slave)" rate \(deviceRate) }
        rate_converter [ \(list) ]
      }
      """
    var pcm: OpaquePointer?
    let result = coach_alsa_open_defined(&pcm, "coach_converted", definition, SND_PCM_NONBLOCK)
    guard result >= 0, let pcm else { return nil }
    if let opened = try? configure(pcm, resampling: true) { return opened }
    snd_pcm_close(pcm)
    return nil
  }

  /// Sets hardware and software parameters and reads back what was granted.
  ///
  /// - Throws: why it works neither with one channel nor with two.
  private func configure(_ pcm: OpaquePointer, resampling: Bool) throws(Refusal) -> Opened {
    do throws(Refusal) {
      return try configure(pcm, channels: 1, resampling: resampling)
    } catch {
      guard error.isOfSettings else { throw error }
      return try configure(pcm, channels: 2, resampling: resampling)
    }
  }

  private func configure(
    _ pcm: OpaquePointer, channels: UInt32, resampling: Bool
  ) throws(Refusal) -> Opened {
    try setHardware(pcm, channels: channels, resampling: resampling)
    var buffer: snd_pcm_uframes_t = 0
    var period: snd_pcm_uframes_t = 0
    try check(snd_pcm_get_params(pcm, &buffer, &period))
    guard buffer > 0, period > 0 else { throw .failure(-EINVAL) }
    try check(setSoftware(pcm, period: period))
    let setup = DeviceSetup(
      name: name, rate: rate, buffer: FrameCount(Int64(buffer)),
      period: FrameCount(Int64(period)))
    return Opened(pcm: pcm, channels: Int(channels), setup: setup)
  }

  private func check(_ result: Int32) throws(Refusal) {
    if result < 0 { throw .failure(result) }
  }

  private func setHardware(
    _ pcm: OpaquePointer, channels: UInt32, resampling: Bool
  ) throws(Refusal) {
    var parameters: OpaquePointer?
    guard snd_pcm_hw_params_malloc(&parameters) >= 0, let parameters else {
      throw .failure(-ENOMEM)
    }
    defer { snd_pcm_hw_params_free(parameters) }
    try check(snd_pcm_hw_params_any(pcm, parameters))
    var buffer = microseconds(PCMDevice.buffer)
    var period = microseconds(PCMDevice.period)
    // These only narrow down what the device has said that it can do.
    let narrowed = Self.firstFailure(of: [
      { snd_pcm_hw_params_set_rate_resample(pcm, parameters, resampling ? 1 : 0) },
      { snd_pcm_hw_params_set_access(pcm, parameters, SND_PCM_ACCESS_RW_INTERLEAVED) },
      { snd_pcm_hw_params_set_format(pcm, parameters, SND_PCM_FORMAT_S16) },
      { snd_pcm_hw_params_set_channels(pcm, parameters, channels) },
      { snd_pcm_hw_params_set_rate(pcm, parameters, UInt32(rate.hertz), 0) },
      { snd_pcm_hw_params_set_buffer_time_near(pcm, parameters, &buffer, nil) },
      { snd_pcm_hw_params_set_period_time_near(pcm, parameters, &period, nil) },
    ])
    if narrowed < 0 { throw narrowed == -EINVAL ? .format : .failure(narrowed) }
    try check(snd_pcm_hw_params(pcm, parameters))
  }

  /// The device never starts by itself but by `start`: starting can hang, writing cannot.
  private func setSoftware(_ pcm: OpaquePointer, period: snd_pcm_uframes_t) -> Int32 {
    var parameters: OpaquePointer?
    guard snd_pcm_sw_params_malloc(&parameters) >= 0, let parameters else { return -ENOMEM }
    defer { snd_pcm_sw_params_free(parameters) }
    var never: snd_pcm_uframes_t = 0
    return Self.firstFailure(of: [
      { snd_pcm_sw_params_current(pcm, parameters) },
      { snd_pcm_sw_params_get_boundary(parameters, &never) },
      { snd_pcm_sw_params_set_start_threshold(pcm, parameters, never) },
      { snd_pcm_sw_params_set_avail_min(pcm, parameters, period) },
      { snd_pcm_sw_params(pcm, parameters) },
    ])
  }

  /// Calls ALSA step by step: the first negative result, or 0.
  private static func firstFailure(of steps: [() -> Int32]) -> Int32 {
    for step in steps {
      let result = step()
      if result < 0 { return result }
    }
    return 0
  }

  private func microseconds(_ duration: Duration) -> UInt32 {
    let (seconds, attoseconds) = duration.components
    return UInt32(seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
  }
}
