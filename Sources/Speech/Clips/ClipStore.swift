internal import CueTimeline
internal import Glibc
internal import Platform
internal import Synchronization

/// Keeps clips: the first few megabytes in memory, the others in a file without a name.
///
/// So memory does not grow with a routine's number of phrases: a minute of speech stays in memory,
/// hours of it do not.
final class ClipStore: Sendable {
  private enum Entry {
    case memory(Clip)
    /// Samples in the file, from a byte offset on.
    case file(offset: Int, count: Int, anchor: FrameCount)
    case failure(SpeechFailure)
  }

  private struct Shelf: ~Copyable {
    var entries: [Phrase: Entry] = [:]
    var inMemory = 0
    var inFile = 0
    var file: ScratchFile?
  }

  /// Bytes of samples kept in memory: about 45 seconds at the engine's rate.
  private static let memoryBudget = 2 << 20

  private let shelf = Mutex(Shelf())

  /// The phrases that have been stored, including those that failed.
  var phrases: Set<Phrase> { shelf.withLock { Set($0.entries.keys) } }

  func store(_ result: Result<Clip, SpeechFailure>, for phrase: Phrase) {
    shelf.withLock { shelf in
      switch result {
      case .failure(let failure): shelf.entries[phrase] = .failure(failure)
      case .success(let clip):
        let bytes = clip.samples.count * MemoryLayout<Int16>.stride
        if shelf.inMemory + bytes > Self.memoryBudget {
          if shelf.file == nil { shelf.file = ScratchFile() }
          if shelf.file?.write(clip.samples, at: shelf.inFile) == true {
            shelf.entries[phrase] = .file(
              offset: shelf.inFile, count: clip.samples.count, anchor: clip.anchor)
            shelf.inFile += bytes
            return
          }
          // No room on disk, so it stays in memory.
        }
        shelf.inMemory += bytes
        shelf.entries[phrase] = .memory(clip)
      }
    }
  }

  /// Forgets the phrases that failed.
  func forgetFailures() {
    shelf.withLock { shelf in
      shelf.entries = shelf.entries.filter { entry in
        if case .failure = entry.value { false } else { true }
      }
    }
  }

  /// A clip's measure, without its samples.
  func measure(of phrase: Phrase) -> Result<ClipMeasure, SpeechFailure>? {
    shelf.withLock { shelf in
      switch shelf.entries[phrase] {
      case .memory(let clip): .success(clip.measure)
      case .file(_, let count, let anchor):
        .success(ClipMeasure(frames: FrameCount(Int64(count)), anchor: anchor))
      case .failure(let failure): .failure(failure)
      case nil: nil
      }
    }
  }

  func clip(for phrase: Phrase) -> Clip? {
    shelf.withLock { shelf in
      switch shelf.entries[phrase] {
      case .memory(let clip): clip
      case .file(let offset, let count, let anchor):
        shelf.file?.read(count, at: offset).map { Clip(samples: $0, anchor: anchor) }
      case .failure, nil: nil
      }
    }
  }
}

/// A file without a name, which is gone when the program ends, however it ends.
private struct ScratchFile: ~Copyable {
  private let file: Descriptor

  /// Opens one; `nil` if no folder allows it.
  init?() {
    for folder in [ProcessEnvironment["TMPDIR"], "/var/tmp", "/tmp"].compactMap({ $0 }) {
      if let file = try? Descriptor(unnamedIn: folder, O_RDWR, mode: 0o600) {
        self.file = file
        return
      }
    }
    return nil
  }

  /// Writes samples at a byte offset.
  ///
  /// - Returns: whether all were written.
  func write(_ samples: [Int16], at offset: Int) -> Bool {
    samples.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let count = pwrite(
          file.number, bytes.baseAddress?.advanced(by: done), bytes.count - done, offset + done)
        if count > 0 {
          done += count
        } else if count == 0 || errno != EINTR {
          return false
        }
      }
      return true
    }
  }

  /// Reads samples from a byte offset on; `nil` if they cannot be read.
  func read(_ count: Int, at offset: Int) -> [Int16]? {
    var isWhole = true
    let samples = [Int16](unsafeUninitializedCapacity: count) { samples, initialized in
      let bytes = UnsafeMutableRawBufferPointer(samples)
      var done = 0
      while done < bytes.count {
        let count = pread(
          file.number, bytes.baseAddress?.advanced(by: done), bytes.count - done, offset + done)
        if count > 0 {
          done += count
        } else if count == 0 || errno != EINTR {
          isWhole = false
          break
        }
      }
      initialized = isWhole ? count : 0
    }
    return isWhole ? samples : nil
  }
}
