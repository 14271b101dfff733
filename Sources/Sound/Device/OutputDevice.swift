public import CoachErrors
public import CueTimeline
public import Platform

/// The name ALSA knows a device by: `default`, `hw:0`, `pulse`, `plughw:CARD=Headset`.
public struct DeviceName: Hashable, Sendable {
  /// As ALSA and the user write it.
  public let text: String

  /// What the user's system plays on unless told otherwise.
  public static let standard = DeviceName("default")

  /// Makes a name; whether there is such a device shows when it is opened.
  public init(_ text: String) { self.text = text }
}

/// A device there is to play on, and how it is opened.
public struct DeviceChoice<Device: OutputDevice & ~Copyable>: Sendable {
  /// What it is called where it does not answer.
  public let name: DeviceName
  /// Opens it, at first and whenever it was lost; may take long.
  public let open: @Sendable () throws(SoundError) -> Device

  /// Makes a choice; nothing is opened yet.
  public init(_ name: DeviceName, open: @escaping @Sendable () throws(SoundError) -> Device) {
    self.name = name
    self.open = open
  }
}

/// How an opened device works: what it granted, not what was asked for.
public struct DeviceSetup: Hashable, Sendable {
  /// How the timeline's frames become the device's.
  public enum Conversion: Hashable, Sendable {
    /// The device, or the sound server behind it, takes our rate.
    case none
    /// A good converter of alsa-plugins (libsamplerate or Speex) changes the rate.
    case resampled
    /// Only alsa-lib's linear interpolation was left: dull, with images at -13 dB.
    case linear
  }

  /// Which device it is.
  public let name: DeviceName
  /// Frames per second that are written.
  public let rate: SampleRate
  /// The longest queue of frames between writing and hearing.
  public let buffer: FrameCount
  /// Frames after which the device asks for more.
  public let period: FrameCount
  /// How the rate is brought to the device's.
  public let conversion: Conversion

  /// Makes a description of a device.
  public init(
    name: DeviceName = .standard, rate: SampleRate, buffer: FrameCount, period: FrameCount,
    conversion: Conversion = .none
  ) {
    self.name = name
    self.rate = rate
    self.buffer = buffer
    self.period = period
    self.conversion = conversion
  }
}

/// Why a device stopped taking sound.
public enum DeviceFault: Error, Hashable, Sendable {
  /// It ran dry: everything written has been heard. `prepare` makes it ready again.
  case underrun
  /// The machine slept: the queue may be gone. `prepare` makes it ready again.
  case suspended
  /// It is gone or broken: close it and open it again.
  case lost(SoundError)
}

#if compiler(>=6.2)
/// A type whose conformances may be used from any thread, which Swift 6.2 wants said (SE-0470).
public typealias AnyThreadType = SendableMetatype
#else
/// A type whose conformances may be used from any thread, which Swift before 6.2 takes for granted.
public protocol AnyThreadType: ~Copyable {}
#endif

/// A sound device as `PlaybackStream` drives it, from one thread only.
///
/// No call blocks on a device that works; on one that hangs, any may block for ever, which the
/// stream allows for.
public protocol OutputDevice: ~Copyable, AnyThreadType {
  /// What was granted.
  var setup: DeviceSetup { get }
  /// Makes the device ready to be filled and started, with an empty queue.
  mutating func prepare() throws(DeviceFault)
  /// Queues mono frames.
  ///
  /// - Returns: how many it took; none when the queue is full.
  mutating func write(_ samples: UnsafeBufferPointer<Int16>) throws(DeviceFault) -> FrameCount
  /// Starts playing the queue.
  mutating func start() throws(DeviceFault)
  /// How many written frames have not been heard yet; `nil` when the device cannot say just now.
  mutating func delay() throws(DeviceFault) -> FrameCount?
  /// Waits until a period fits into the queue, a wake-up comes, or the limit is over.
  mutating func wait(atMost limit: Duration, or wake: WakeUp) throws(DeviceFault)
  /// Throws the queue away at once.
  mutating func drop()
}
