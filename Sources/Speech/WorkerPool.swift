internal import CueTimeline
internal import Dispatch
internal import Glibc
internal import Synchronization

/// Speech processes for one voice: phrases are spread over them and made side by side.
final class WorkerPool: Sendable {
  private let path: String
  private let voice: VoiceProfile
  private let size: Int
  private let idle: Mutex<[Seat]>

  /// A process, and whether it has been heard to be ready.
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
  ///   - size: how many at most; more than there are processors only get in each other's way.
  /// - Throws: where a process cannot be started, or has not what it needs.
  init(path: String, voice: VoiceProfile, size: Int) throws(SpeechSetupError) {
    self.path = path
    self.voice = voice
    self.size = max(1, size)
    let first = try SpeechWorker(path: path, voice: voice)
    var seats: [Seat] = []
    // The others get ready while the first is waited for.
    for _ in 1..<max(1, self.size) {
      seats.append(Seat(worker: try SpeechWorker(path: path, voice: voice), isReady: false))
    }
    rate = try first.greet()
    idle = Mutex(seats + [Seat(worker: first, isReady: true)])
  }

  /// The processes that wait for work.
  var processes: [pid_t] { idle.withLock { $0.map(\.worker.process) } }

  /// As many processes as there are processors, within reason.
  static var usualSize: Int { min(8, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Has requests spoken, and hands each answer over on one of several threads.
  func speak(
    _ requests: [SpeechRequest],
    _ answer: @Sendable (Int, Result<RawSpeech, SpeechFailure>) -> Void
  ) {
    guard !requests.isEmpty else { return }
    // Long ones first, so that no process is left with one when the others are done.
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
    // Left over only where every thread lost its process.
    while let index = take() { answer(index, .failure(.workerGone)) }
  }

  /// One thread's conversation with one process: the next phrase is asked for before the last is
  /// dealt with, so that the process never waits for us.
  private func converse(
    _ requests: [SpeechRequest], _ take: () -> Int?,
    _ answer: (Int, Result<RawSpeech, SpeechFailure>) -> Void
  ) {
    var asked: [Int] = []
    // A process does not end by itself, so a phrase whose process was ended is asked of another.
    for attempt in 1...2 {
      let worker: SpeechWorker
      do {
        worker = try checkOut()
      } catch {
        for index in asked { answer(index, .failure(.cannotStart(error))) }
        return
      }
      for index in asked { _ = worker.send(requests[index]) }
      while true {
        while asked.count < 2, let index = take() {
          asked.append(index)
          // A send that fails shows in `receive`.
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

  private func checkOut() throws(SpeechSetupError) -> SpeechWorker {
    let seat = idle.withLock { $0.popLast() }
    if let seat, seat.isReady { return seat.worker }
    let worker = if let seat { seat.worker } else { try SpeechWorker(path: path, voice: voice) }
    _ = try worker.greet()
    return worker
  }

  private func checkIn(_ worker: SpeechWorker) {
    idle.withLock { if $0.count < size { $0.append(Seat(worker: worker, isReady: true)) } }
  }
}
