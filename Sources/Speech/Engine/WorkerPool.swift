internal import CoachErrors
internal import CueTimeline
internal import Dispatch
internal import Glibc
internal import Synchronization

/// Speech processes for one voice, which make phrases in parallel.
final class WorkerPool: Sendable {
  private let path: String
  private let voice: VoiceProfile
  private let size: Int
  private let idle: Mutex<[Seat]>

  /// A process, and whether it has said that it is ready.
  private struct Seat: Sendable {
    let worker: SpeechWorker
    var isReady: Bool
  }

  /// The rate of all samples.
  let rate: SampleRate

  /// Starts the processes, and waits for the first to be ready.
  ///
  /// - Parameters:
  ///   - path: the program.
  ///   - voice: who speaks.
  ///   - size: the most processes; more than there are processors do not help.
  /// - Throws: if a process cannot be started, or lacks something it needs.
  init(path: String, voice: VoiceProfile, size: Int) throws(CoachError) {
    self.path = path
    self.voice = voice
    self.size = max(1, size)
    let first = try SpeechWorker(path: path, voice: voice)
    var seats: [Seat] = []
    // The others get ready while this waits for the first.
    for _ in 1..<max(1, self.size) {
      seats.append(Seat(worker: try SpeechWorker(path: path, voice: voice), isReady: false))
    }
    rate = try first.greet()
    idle = Mutex(seats + [Seat(worker: first, isReady: true)])
  }

  /// The idle processes.
  var processes: [pid_t] { idle.withLock { $0.map(\.worker.process) } }

  /// As many processes as there are processors, at most 8.
  static var usualSize: Int { min(8, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Has requests spoken; calls `answer` once for each, on one of several threads.
  func speak(
    _ requests: [SpeechRequest],
    _ answer: @Sendable (Int, Result<RawSpeech, SpeechFailure>) -> Void
  ) {
    guard !requests.isEmpty else { return }
    // Long ones first, so that none is left when all other processes are done.
    let order = requests.indices.sorted {
      (requests[$1].text.utf8.count, $0) < (requests[$0].text.utf8.count, $1)
    }
    let next = Atomic<Int>(0)
    let take: @Sendable () -> Int? = {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      return index < order.count ? order[index] : nil
    }
    DispatchQueue.concurrentPerform(iterations: min(size, requests.count)) { _ in
      self.converse(requests, take, answer)
    }
    // Requests are left over only if every thread lost its process.
    while let index = take() { answer(index, .failure(.workerGone)) }
  }

  /// One thread's conversation with one process: it sends the next request before it handles the
  /// last answer, so that the process never waits.
  private func converse(
    _ requests: [SpeechRequest], _ take: () -> Int?,
    _ answer: (Int, Result<RawSpeech, SpeechFailure>) -> Void
  ) {
    var asked: [Int] = []
    // If a process has ended, something ended it, perhaps all of them: a new one gets its phrases.
    for attempt in 1...2 {
      let worker: SpeechWorker
      do {
        worker = try attempt == 1 ? checkOut() : start()
      } catch {
        for index in asked { answer(index, .failure(.cannotStart(error))) }
        return
      }
      for index in asked { _ = worker.send(requests[index]) }
      while true {
        while asked.count < 2, let index = take() {
          asked.append(index)
          // `receive` notices if sending fails.
          _ = worker.send(requests[index])
        }
        guard let index = asked.first else {
          checkIn(worker)
          return
        }
        guard let result = worker.receive() else { break }
        asked.removeFirst()
        answer(index, result)
      }
      if attempt == 2 {
        for index in asked { answer(index, .failure(.workerGone)) }
      }
    }
  }

  private func checkOut() throws(CoachError) -> SpeechWorker {
    guard let seat = idle.withLock({ $0.popLast() }) else { return try start() }
    if seat.isReady { return seat.worker }
    // One that ended before it was ever used is not the last word.
    do throws(CoachError) { _ = try seat.worker.greet() } catch { return try start() }
    return seat.worker
  }

  private func start() throws(CoachError) -> SpeechWorker {
    let worker = try SpeechWorker(path: path, voice: voice)
    _ = try worker.greet()
    return worker
  }

  private func checkIn(_ worker: SpeechWorker) {
    idle.withLock { if $0.count < size { $0.append(Seat(worker: worker, isReady: true)) } }
  }
}
