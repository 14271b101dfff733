import Coach
import SourceYAML

/// The program of the article `Embedding.md`, block by block.
func embeddingExample() throws {
  let neck = RoutineDraft(
    "Two minutes for the neck",
    about: "A tuck and a bend, sitting.",
    source: "my physiotherapist",
    steps: [
      .say("This is general guidance, not medical advice. Stop if anything hurts."),
      .reps(5, of: "Chin tuck", tempo: ["back": .seconds(1.5), "release": .seconds(2)])
        .saying("Sit tall. Draw your chin straight back."),
      .rest(.seconds(10)),
      .hold(.seconds(20), of: "Side bend")
        .saying("Let your ear sink towards your shoulder.")
        .saying("Breathe.", at: .seconds(10))
        .eachSide(.right, .left),
      .say("That is all. Well done."),
    ])

  let studio = try Studio()

  for finding in try studio.findings(in: neck) {
    print(finding)
  }

  print(neck.script)

  let session = try studio.prepare(neck, ListenerChoices(voice: "calm"))

  let rate = session.timeline.rate
  for caption in session.captions {
    let start = rate.duration(of: caption.range.lowerBound - .start)
    print("\(start): \(caption.text)")
  }

  let relief = try studio.prepare(
    routine: "upper-back-relief",
    ListenerChoices(settings: ["heat": "10 min"], withBaby: true))
  print("\(relief.timeline.title): \(relief.duration)")

  let second = rate.frames(in: .seconds(1))
  let begin = session.samples(in: .start ..< .start + second)
  print("\(begin.count) samples of the first second")

  try session.export(to: "/tmp/neck.wav")

  do {
    _ = try studio.prepare(RoutineDraft("Too hot", steps: [.heat(.seconds(25 * 60))]))
  } catch {
    print(error.findings.map(\.id) == [.heatTooLong])
    print(error)
  }
}
