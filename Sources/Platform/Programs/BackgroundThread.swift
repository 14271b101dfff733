internal import CLinux
internal import Glibc

/// Threads for work that may block for as long as it likes, which no queue's threads should.
public enum BackgroundThread {
  /// Starts a thread that ends with its work.
  ///
  /// - Parameters:
  ///   - name: what it is called in lists of threads, of which the system keeps 15 bytes.
  ///   - work: what it does.
  /// - Throws: why there can be no other thread.
  public static func start(
    _ name: String, _ work: @escaping @Sendable () -> Void
  ) throws(Errno) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let handedOver = Unmanaged.passRetained(Start(name: name, work: work))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, &attributes,
      { argument in
        guard let argument else { return nil }
        let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
        coach_name_this_thread(start.name)
        start.work()
        return nil
      }, handedOver.toOpaque())
    guard code == 0 else {
      handedOver.release()
      throw Errno(rawValue: code)
    }
  }

  /// What a new thread is handed.
  private final class Start: Sendable {
    let name: String
    let work: @Sendable () -> Void

    init(name: String, work: @escaping @Sendable () -> Void) {
      self.name = name
      self.work = work
    }
  }
}
