public import CoachErrors
public import CueTimeline
public import Platform

/// The name ALSA knows a device by: `default`, `hw:0`, `pulse`, `plughw:CARD=Headset`.
public struct DeviceName: Hashable, Sendable {
  /// As ALSA and the user write it.
  public let text: String

  /// The default device of the user's system.
  public static let standard = DeviceName("default")

  /// Makes a name; nothing checks it until the device is opened.
  public init(_ text: String) { self.text = text }
}

/// A device to play on, and how it is opened.
public struct DeviceChoice<Device: OutputDevice & ~Copyable>: Sendable {
  /// What it is called in messages.
  public let name: DeviceName
  /// Opens it, at first and whenever it was lost; may take any time.
  public let open: @Sendable () throws(CoachError) -> Device

  /// Makes a choice; nothing is opened yet.
  public init(_ name: DeviceName, open: @escaping @Sendable () throws(CoachError) -> Device) {
    self.name = name
    self.open = open
  }
}

/// How an opened device works: what was granted, not what was asked for.
public struct DeviceSetup: Hashable, Sendable {
  /// Which device it is.
  public let name: DeviceName
  /// Frames per second that are written.
  public let rate: SampleRate
  /// How many frames the device's queue holds.
  public let buffer: FrameCount
  /// After how many frames the device asks for more.
  public let period: FrameCount

  /// Makes a description of a device.
  public init(
    name: DeviceName = .standard, rate: SampleRate, buffer: FrameCount, period: FrameCount
  ) {
    self.name = name
    self.rate = rate
    self.buffer = buffer
    self.period = period
  }
}

/// Why an open device takes no more sound.
public enum DeviceFault: Error, Hashable, Sendable {
  /// It ran dry: everything written has been heard. `prepare` makes it ready again.
  case underrun
  /// The machine slept, and the queue may be lost. `prepare` makes it ready again.
  case suspended
  /// It is gone or broken: close it and open it again.
  case lost(CoachError)
}

#if compiler(>=6.2)
/// A type whose conformances may be used from any thread, which Swift 6.2 wants stated (SE-0470).
public typealias AnyThreadType = SendableMetatype
#else
/// A type whose conformances may be used from any thread, which Swift before 6.2 assumes of all.
public protocol AnyThreadType: ~Copyable {}
#endif

/// A sound device as `PlaybackStream` uses it, from one thread only.
///
/// On a device that works no call blocks; on one that hangs, any call may block for ever, and the
/// stream is prepared for that.
public protocol OutputDevice: ~Copyable, AnyThreadType {
  /// How the device works.
  var setup: DeviceSetup { get }
  /// Makes the device ready to be filled and started, with an empty queue.
  mutating func prepare() throws(DeviceFault)
  /// Queues mono frames.
  ///
  /// - Returns: how many it took; none if the queue is full.
  mutating func write(_ samples: UnsafeBufferPointer<Int16>) throws(DeviceFault) -> FrameCount
  /// Starts playing the queue.
  mutating func start() throws(DeviceFault)
  /// How many written frames have not been heard yet; `nil` if the device cannot say just now.
  mutating func delay() throws(DeviceFault) -> FrameCount?
  /// Waits until a period fits into the queue or a wake-up comes, at most until the limit.
  mutating func wait(atMost limit: Duration, or wake: WakeUp) throws(DeviceFault)
  /// Throws the queue away at once.
  mutating func drop()
}
