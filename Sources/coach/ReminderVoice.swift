internal import ArgumentParser
internal import Catalog
internal import CueTimeline
internal import Desktop
internal import Dispatch
internal import Foundation
internal import LiveSession
internal import RoutineScript
internal import Sound
internal import Speech
internal import Synchronization

/// Says reminders: the speech processes and the sound device are there for as long as one takes.
struct ReminderVoice {
  /// What is said, in the voice's language; at least one.
  let texts: [String]

  private let folders: Folders
  private let choices: Preparation.Choices
  private let devices: [DeviceName]

  /// Finds the voice.
  ///
  /// - Parameter arguments: what is wanted.
  /// - Throws: the end of the command, with an error printed, where there is no such voice.
  init(_ arguments: ReminderArguments) throws {
    folders = try Report.folders()
    devices = DeviceArguments.devices(arguments.output.device)
    let usual = arguments.quiet ? VoiceCatalog.quiet : VoiceCatalog.standard
    let name = arguments.voice ?? usual
    choices = Preparation.Choices(
      voice: name, layout: Scheduler.Options(isQuiet: arguments.quiet))
    do throws(VoiceCatalog.Failure) {
      texts = try VoiceCatalog(folders).voice(named: name).phrases.reminders
    } catch {
      switch error {
      case .missing(let problem): throw Report.failure(.catalog(problem))
      case .broken(let findings): throw Report.failure(.findings(findings))
      }
    }
  }

  /// Says a text after a soft chime.
  ///
  /// - Parameters:
  ///   - text: what is said.
  ///   - isWanted: asked a few times a second whether to go on.
  /// - Throws: the end of a command, with an error printed, where it cannot be heard.
  func say(_ text: String, while isWanted: () -> Bool) throws {
    let preparation: Preparation
    do throws(Preparation.Failure) {
      preparation = try Preparation(Self.routine(text), choices, in: folders)
    } catch {
      throw Report.failure(error)
    }
    guard isWanted() else { return }
    do throws(SoundError) {
      try play(preparation, while: isWanted)
    } catch {
      throw Report.failure(error)
    }
  }

  /// A routine of one step, written as a script: the one way there is for words to become sound.
  private static func routine(_ text: String) -> SourceText {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    // YAML reads text in quotes as JSON does.
    let quoted = (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return SourceText(
      name: "reminder", text: "title: reminder\nsteps:\n  - say: \(quoted)\n")
  }

  private func play(
    _ preparation: Preparation, while isWanted: () -> Bool
  ) throws(SoundError) {
    let speaker = preparation.speaker
    let level = Decibels(speaker.profile.loudness.lufs)
    let isGentle = speaker.profile.isGentle
    let words = try Renderer(
      preparation.timeline, clips: speaker, voiceLevel: level, gentle: isGentle)
    let chime = ChimeSynthesizer(rate: words.rate, voiceLevel: level, gentle: isGentle)
      .clip(for: .start)
    let ending = Ending()
    let stream = try PlaybackStream(rate: words.rate, on: devices) { ending.note($0) }
    defer { stream.stop() }
    stream.play(words, from: .start, leadIn: Self.leadIn, saying: chime)
    while isWanted() {
      guard let result = ending.wait(atMost: Self.look) else { continue }
      return try result.get()
    }
  }

  /// A device that has slept for most of an hour swallows the beginning.
  private static let leadIn = Duration.milliseconds(800)
  private static let look = DispatchTimeInterval.milliseconds(200)
}

/// How the sound of a reminder ended.
private final class Ending: Sendable {
  private let result = Mutex<Result<Void, SoundError>?>(nil)
  private let bell = DispatchSemaphore(value: 0)

  func note(_ event: PlaybackEvent) {
    switch event {
    case .finished: set(.success(()))
    // It is not waited for: a reminder that comes late is none.
    case .failed(let error), .deviceLost(let error): set(.failure(error))
    case .started, .recovered, .deviceBack: break
    }
  }

  /// Waits for it; `nil` where it has not ended yet.
  func wait(atMost limit: DispatchTimeInterval) -> Result<Void, SoundError>? {
    _ = bell.wait(timeout: .now() + limit)
    return result.withLock { $0 }
  }

  private func set(_ ending: Result<Void, SoundError>) {
    result.withLock { $0 = $0 ?? ending }
    bell.signal()
  }
}

/// Whether somebody is led through a routine now, paused or not.
enum RunningSession {
  /// By the locks that sessions hold, which need no bus, and by the bus, which needs no disk.
  static func exists() -> Bool {
    if SessionStore.standard().hasRunning { return true }
    guard let sessions = try? RunningSessions(), let all = try? sessions.all() else { return false }
    return !all.isEmpty
  }
}
