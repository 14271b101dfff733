public import CueTimeline
public import Sound

/// A routine ready to be played, with what it takes to change its tempo while it plays.
public struct PlayableRoutine: Sendable {
  /// The timeline with its sound.
  public let renderer: Renderer
  /// Speaks what is said outside the timeline; `nil` if nothing is.
  public let voice: (any SpeechMeter & ClipSource)?
  /// The words for what is said outside the timeline.
  public let phrases: PhraseCatalogue
  /// The tempo it is scheduled in.
  public let tempo: TempoPlan
  /// Schedules the routine in another tempo, on a thread that may take its time; `nil` if a count
  /// does not fit.
  public let schedule: @Sendable (TempoPlan) -> Timeline?
  /// Gives a timeline its sound.
  public let render: @Sendable (Timeline) -> Renderer?

  /// Makes a playable routine.
  public init(
    _ renderer: Renderer, voice: (any SpeechMeter & ClipSource)?, phrases: PhraseCatalogue,
    tempo: TempoPlan = .written,
    schedule: @escaping @Sendable (TempoPlan) -> Timeline? = { _ in nil },
    render: @escaping @Sendable (Timeline) -> Renderer? = { _ in nil }
  ) {
    self.renderer = renderer
    self.voice = voice
    self.phrases = phrases
    self.tempo = tempo
    self.schedule = schedule
    self.render = render
  }

  /// The same routine, scheduled in another tempo.
  func changed(to renderer: Renderer, _ tempo: TempoPlan) -> PlayableRoutine {
    PlayableRoutine(
      renderer, voice: voice, phrases: phrases, tempo: tempo, schedule: schedule, render: render)
  }
}
