public import CueTimeline
public import Sound

/// A routine ready to be played, and what it takes to change it on the way.
public struct Performance: Sendable {
  /// The timeline with its sound.
  public let renderer: Renderer
  /// Speaks what is said outside the timeline; `nil` for nothing.
  public let voice: (any SpeechMeter & ClipSource)?
  /// The words for that.
  public let phrases: PhraseCatalogue
  /// The tempo it is laid out in.
  public let tempo: TempoPlan
  /// Lays the routine out in another tempo, on a thread that may take its time; `nil` where a count
  /// does not fit.
  public let layOut: @Sendable (TempoPlan) -> Timeline?
  /// Gives a timeline its sound.
  public let render: @Sendable (Timeline) -> Renderer?

  /// Makes a performance.
  public init(
    _ renderer: Renderer, voice: (any SpeechMeter & ClipSource)?, phrases: PhraseCatalogue,
    tempo: TempoPlan = .written,
    layOut: @escaping @Sendable (TempoPlan) -> Timeline? = { _ in nil },
    render: @escaping @Sendable (Timeline) -> Renderer? = { _ in nil }
  ) {
    self.renderer = renderer
    self.voice = voice
    self.phrases = phrases
    self.tempo = tempo
    self.layOut = layOut
    self.render = render
  }

  /// The same routine, laid out in another tempo.
  func changed(to renderer: Renderer, _ tempo: TempoPlan) -> Performance {
    Performance(
      renderer, voice: voice, phrases: phrases, tempo: tempo, layOut: layOut, render: render)
  }
}
