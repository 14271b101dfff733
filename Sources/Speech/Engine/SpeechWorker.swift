internal import CoachErrors
internal import CueTimeline
internal import Glibc
internal import Platform

/// One running speech process and the connection to it.
///
/// Its fields never change, so any thread may use it, but only one at a time: `WorkerPool` ensures
/// that.
final class SpeechWorker: Sendable {
  private let path: String
  private let socket: Descriptor
  private let child: ChildProcess

  /// Starts a process; it is not ready before `greet` has returned.
  init(path: String, voice: VoiceProfile) throws(CoachError) {
    self.path = path
    var ends: [Int32] = [-1, -1]
    // A socket, since a pipe whose other end is closed would raise a signal.
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else {
      throw CoachError(.workerNotStarted(path: path, .last))
    }
    let ours = Descriptor(owning: ends[0])
    let childs = Descriptor(owning: ends[1])
    let arguments = [
      voice.accent, voice.variant ?? "", String(voice.pitch.value),
      String(voice.wordGap.value),
    ]
    var launch = ChildProcess.Launch(.path(path), arguments)
    launch.input = .descriptor(childs.number)
    launch.output = .descriptor(childs.number)
    // Its time limits are signals, which must reach it even if this process blocks or ignores them.
    launch.resetsSignals = true
    launch.environment = Self.environment
    do throws(Errno) {
      child = try ChildProcess(launch)
    } catch {
      throw CoachError(.workerNotStarted(path: path, error))
    }
    socket = ours
  }

  deinit {
    // It ends by itself at the end of its input; `child` then waits for it.
    shutdown(socket.number, Int32(SHUT_RDWR))
  }

  /// The process's number, which is not used again until `child` has waited for it.
  var process: pid_t { child.id }

  /// What a process inherits of the environment: where the engine and its libraries look for files.
  private static var environment: [String: String] {
    let names = ["ESPEAK_DATA_PATH", "HOME", "LD_LIBRARY_PATH", "TMPDIR", "XDG_RUNTIME_DIR"]
    return ProcessEnvironment.all.filter { names.contains($0.key) }
  }

  /// Waits until the process is ready.
  ///
  /// - Returns: the rate of the engine's samples.
  func greet() throws(CoachError) -> SampleRate {
    guard let head = readFields(count: WorkerHello.size / 4),
      let status = WorkerHello.Status(rawValue: head[0]),
      let text = readBytes(Int(head[3]))
    else { throw CoachError(silence) }
    let name = String(decoding: text, as: UTF8.self)
    let error = Errno(rawValue: Int32(truncatingIfNeeded: head[2]))
    switch status {
    case .ready:
      guard let hertz = Int32(exactly: head[1]), (1...768_000).contains(hertz) else {
        throw CoachError(.workerSilent(path: path))
      }
      return SampleRate(hertz: hertz)
    case .noData: throw CoachError(.dataMissing)
    case .noVoice: throw CoachError(.unknownLanguage(name))
    case .noVariant:
      throw CoachError(.variantUnusable(path: name, error.rawValue == 0 ? nil : error))
    case .noScratchFolder: throw CoachError(.noScratchFolder(error))
    case .noMemory: throw CoachError(.workerNotStarted(path: path, error))
    case .wrongArguments: throw CoachError(.workerSilent(path: path))
    }
  }

  /// Why a process ends without a word, if that can be seen from here.
  private var silence: SpeechProblem {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0,
      limit.rlim_cur < Self.fewestBytes
    else { return .workerSilent(path: path) }
    return .filesTooSmall(path: path, limit: UInt(limit.rlim_cur))
  }

  /// The engine is given a voice's variant as a file, which is smaller.
  private static let fewestBytes: rlim_t = 64 << 10

  /// Asks for a phrase; `receive` returns the answers in the order of the requests.
  ///
  /// - Returns: whether the request was sent.
  func send(_ request: SpeechRequest) -> Bool {
    request.frame.withUnsafeBytes { frame in
      var sent = 0
      while sent < frame.count {
        let count = Glibc.send(
          socket.number, frame.baseAddress?.advanced(by: sent), frame.count - sent,
          Int32(MSG_NOSIGNAL))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }
  }

  /// Waits for the answer to the oldest request.
  ///
  /// - Returns: `nil` if the process is gone.
  func receive() -> Result<RawSpeech, SpeechFailure>? {
    guard let head = readFields(count: WorkerReply.size / 4),
      let status = WorkerReply.Status(rawValue: head[0]),
      let sounds = readBytes(Int(head[2]) * WorkerReply.soundSize),
      let samples = readSamples(Int(head[3]))
    else { return nil }
    switch status {
    case .spoken:
      let phonemes = stride(from: 0, to: sounds.count, by: WorkerReply.soundSize).map { at in
        Phoneme(
          millisecond: sounds.withUnsafeBytes {
            $0.loadUnaligned(fromByteOffset: at, as: UInt32.self)
          },
          name: String(decoding: sounds[(at + 4)..<(at + 12)].prefix { $0 != 0 }, as: UTF8.self))
      }
      return .success(RawSpeech(samples: samples, phonemes: phonemes))
    case .engineDied:
      return .failure(.engineDied(signal: head[1]))
    case .timedOut:
      return .failure(.timedOut)
    case .tooLong:
      return .failure(.tooMuchSound)
    case .engineRefused:
      return .failure(.engineRefused)
    case .noProcess:
      return .failure(.noProcess(Errno(rawValue: Int32(truncatingIfNeeded: head[1]))))
    }
  }

  private func readFields(count: Int) -> [UInt32]? {
    readArray(count, of: UInt32.self, filledWith: 0)
  }

  private func readBytes(_ count: Int) -> [UInt8]? {
    readArray(count, of: UInt8.self, filledWith: 0)
  }

  private func readSamples(_ count: Int) -> [Int16]? {
    readArray(count, of: Int16.self, filledWith: 0)
  }

  private func readArray<Element: BitwiseCopyable>(
    _ count: Int, of type: Element.Type, filledWith empty: Element
  ) -> [Element]? {
    var values = [Element](repeating: empty, count: count)
    let whole = values.withUnsafeMutableBytes { buffer in
      var filled = 0
      while filled < buffer.count {
        let got = read(
          socket.number, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { return false }
        filled += got
      }
      return true
    }
    return whole ? values : nil
  }
}
