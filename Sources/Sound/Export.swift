public import CoachErrors
public import CueTimeline

/// Writes a timeline as a WAV file with a marker for every section and cue.
///
/// The same timeline and clips give the same bytes, in a file and in a stream. A file appears under
/// its name only when it is whole, with the permissions of the one it replaces; a failed or
/// interrupted export leaves nothing behind. Memory does not grow with the timeline.
///
/// - Parameters:
///   - timeline: what is written.
///   - clips: the source the timeline was measured with.
///   - destination: a file, or standard output.
///   - progress: called with the position written up to, about every six seconds of sound.
/// - Throws: what happened, where, and what to do next.
public func export(
  _ timeline: Timeline, clips: any ClipSource, to destination: ExportDestination,
  progress: (FramePosition) -> Void = { _ in }
) throws(CoachError) {
  let renderer = try Renderer(timeline, clips: clips)
  let output = OutputBuffer(try OutputFile(destination))
  let writer = WaveWriter(renderer, layout: WaveLayout(timeline), to: output)
  try writer.write(progress: progress)
}
