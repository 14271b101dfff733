internal import CALSA
public import CoachErrors
public import CueTimeline
internal import Glibc
public import Platform

/// An ALSA device opened for playing mono frames; it is closed at the end of its life.
///
/// All calls are non-blocking, and waits have limits.
public struct PCMDevice: ~Copyable, OutputDevice {
  public let setup: DeviceSetup
  private let name: DeviceName
  private let pcm: OpaquePointer
  private let channels: Int
  /// Every mono frame for both channels, for a device that takes no mono.
  private var stereo: [Int16] = []

  /// The queue asked for: a long one saves power and forgives a busy machine, and pausing does not
  /// wait for it.
  static let buffer: Duration = .milliseconds(1_500)
  /// How often the device asks for more.
  static let period: Duration = .milliseconds(375)

  /// Opens a device for mono at a rate.
  ///
  /// If the device does not take our rate or format, converters are put in between, the good ones of
  /// alsa-plugins first; a device that takes only stereo gets every frame twice.
  ///
  /// - Throws: why the device cannot be used, and what to try instead.
  public init(_ name: DeviceName = .standard, rate: SampleRate) throws(CoachError) {
    _ = DeviceFailure.silenced
    let opened = try PCMOpener(name: name, rate: rate).open()
    self.name = name
    pcm = opened.pcm
    channels = opened.channels
    setup = opened.setup
  }

  deinit { snd_pcm_close(pcm) }

  public mutating func prepare() throws(DeviceFault) {
    if snd_pcm_state(pcm) == SND_PCM_STATE_SUSPENDED { wakeUp() }
    try check(snd_pcm_prepare(pcm))
  }

  public mutating func start() throws(DeviceFault) { try check(snd_pcm_start(pcm)) }

  public mutating func drop() { snd_pcm_drop(pcm) }

  public mutating func write(
    _ samples: UnsafeBufferPointer<Int16>
  ) throws(DeviceFault) -> FrameCount {
    let result: snd_pcm_sframes_t
    if channels == 1 {
      result = snd_pcm_writei(pcm, samples.baseAddress, snd_pcm_uframes_t(samples.count))
    } else {
      stereo.removeAll(keepingCapacity: true)
      for index in samples.indices {
        for _ in 0..<channels { stereo.append(samples[index]) }
      }
      result = snd_pcm_writei(pcm, stereo, snd_pcm_uframes_t(samples.count))
    }
    if result == -Int(EAGAIN) || result == -Int(EINTR) { return .zero }
    try check(Int32(clamping: result))
    return FrameCount(Int64(result))
  }

  public mutating func delay() throws(DeviceFault) -> FrameCount? {
    var frames: snd_pcm_sframes_t = 0
    let result = snd_pcm_delay(pcm, &frames)
    if [-EPIPE, -ESTRPIPE, -ENODEV].contains(result) { try check(result) }
    // Right after set-up some plugins do not know yet and report an I/O error; others never know. If
    // a device is really gone, writing to it fails.
    if result < 0 { return nil }
    return FrameCount(Int64(max(frames, 0)))
  }

  public mutating func wait(
    atMost limit: Duration, or wake: WakeUp
  ) throws(DeviceFault) {
    let count = max(Int(snd_pcm_poll_descriptors_count(pcm)), 0)
    var descriptors = [pollfd](repeating: pollfd(), count: count + 1)
    let filled = snd_pcm_poll_descriptors(pcm, &descriptors, UInt32(count))
    try check(filled)
    descriptors[count] = pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0)
    let ready = poll(&descriptors, nfds_t(count + 1), limit.pollTimeout)
    wake.reset()
    guard ready > 0 else { return }
    var events: UInt16 = 0
    try check(snd_pcm_poll_descriptors_revents(pcm, &descriptors, UInt32(count), &events))
    guard Int32(events) & (POLLERR | POLLHUP | POLLNVAL) != 0 else { return }
    switch snd_pcm_state(pcm) {
    case SND_PCM_STATE_XRUN: throw .underrun
    case SND_PCM_STATE_SUSPENDED: throw .suspended
    case SND_PCM_STATE_DISCONNECTED: throw DeviceFailure.running(name, -ENODEV)
    default: try check(Int32(clamping: snd_pcm_avail_update(pcm)))
    }
  }

  /// Takes a device out of suspension if it can; otherwise preparing it does the rest.
  private func wakeUp() {
    // A device may need a moment after the machine woke up.
    for _ in 0..<20 {
      guard snd_pcm_resume(pcm) == -EAGAIN else { return }
      usleep(50_000)
    }
  }

  private func check(_ result: Int32) throws(DeviceFault) {
    if result < 0 { throw DeviceFailure.running(name, result) }
  }
}
