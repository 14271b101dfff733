import CueTimeline
import Foundation
import Testing

@testable import Speech

@Suite("Clips from the real engine", .serialized)
struct SpeakerTests {
  static let texts =
    (1...20).map { Phrase("\($0)", delivery: .beat) }
    + [
      Phrase("Welcome. Sit tall."), Phrase("Take the pad off."), Phrase("Left side."),
      Phrase("Left side.", pace: .fastest), Phrase("Keep the pressure gentle, never painful."),
      Phrase("Breathe in, and out, and in again."), Phrase("Stop."), Phrase("Rest for 20 s."),
    ]

  static func clips(of phrases: [Phrase], _ speaker: Speaker) throws -> [Phrase: [Int16]] {
    for result in speaker.measure(phrases) { _ = try result.get() }
    return Dictionary(
      uniqueKeysWithValues: phrases.map { ($0, speaker.clip(for: $0)?.samples ?? []) })
  }

  @Test("The same phrase has the same samples in any order and with any other phrases")
  func sameBytes() throws {
    let forward = try Self.clips(of: Self.texts, Shipped.speaker("calm", processes: 3))
    let backward = try Self.clips(of: Self.texts.reversed(), Shipped.speaker("calm", processes: 1))
    #expect(forward == backward)
    let alone = try Shipped.speaker("calm")
    for phrase in Self.texts {
      #expect(try Self.clips(of: [phrase], alone)[phrase] == forward[phrase])
    }
  }

  @Test("Changing one phrase changes no other clip")
  func editing() throws {
    let before = try Self.clips(of: Self.texts, Shipped.speaker("calm"))
    var edited = Self.texts
    edited[22] = Phrase("Now turn to the other side, as far as it feels good.")
    let after = try Self.clips(of: edited, Shipped.speaker("calm"))
    for phrase in edited where phrase != edited[22] { #expect(before[phrase] == after[phrase]) }
  }

  @Test(
    "A clip begins with sound, ends in one zero frame, and keeps its true peak",
    arguments: Shipped.names)
  func edges(voice: String) throws {
    let speaker = try Shipped.speaker(voice)
    for phrase in Self.texts {
      let clip = try speaker.say(phrase.text, delivery: phrase.delivery, pace: phrase.pace)
      #expect(clip.samples.first != 0)
      #expect(clip.samples.last == 0)
      #expect(clip.samples.suffix(60).contains { $0 != 0 })
      // Faded out: the last half millisecond is nearly silent.
      #expect(clip.samples.suffix(11).allSatisfy { abs(Int($0)) < 328 })
      #expect(Measure.truePeak(of: clip.samples) <= -1)
      #expect((0...clip.measure.frames.value).contains(clip.anchor.value))
    }
  }

  @Test(
    "The anchor is where the first vowel begins",
    arguments: [
      ("six", 60.0...95.0), ("one", 100.0...180.0), ("eight", 0.0...5.0), ("three", 120.0...230.0),
    ])
  func anchors(word: String, milliseconds: ClosedRange<Double>) throws {
    let clip = try Shipped.speaker("calm").say(word, delivery: .beat)
    #expect(milliseconds.contains(Double(clip.anchor.value) / 22.05))
  }

  @Test("The sound before the anchor of a word with s is a hiss, and after it a vowel")
  func anchorInTheSound() throws {
    let clip = try Shipped.speaker("calm").say("six", delivery: .beat)
    let anchor = Int(clip.anchor.value)
    let before = Measure.zeroCrossings(clip.samples[..<anchor])
    let after = Measure.zeroCrossings(clip.samples[(anchor + 441)..<(anchor + 1764)])
    #expect(before > 4 * after)
  }

  /// Texts other than those that loudness is measured with.
  static let paragraphs = [
    "en": [
      "Lie on your back and bend your knees.", "Let both knees sink to the right, slowly.",
      "Your shoulders stay on the floor.", "Breathe into the side that is stretched.",
      "When you are ready, bring them back to the middle.",
    ],
    "es": [
      "Túmbate boca arriba y dobla las rodillas.", "Deja caer las dos rodillas a la derecha.",
      "Los hombros se quedan en el suelo.", "Respira hacia el lado que se estira.",
      "Cuando quieras, vuelve con ellas al centro.",
    ],
    "de": [
      "Leg dich auf den Rücken und stell die Beine auf.", "Lass beide Knie nach rechts sinken.",
      "Deine Schultern bleiben auf dem Boden.", "Atme in die Seite, die gedehnt wird.",
      "Wenn du so weit bist, bring sie zurück zur Mitte.",
    ],
    "fr": [
      "Allonge-toi sur le dos et plie les genoux.", "Laisse descendre les genoux vers la droite.",
      "Tes épaules restent au sol.", "Respire dans le côté qui s'étire.",
      "Quand tu veux, ramène-les au milieu.",
    ],
    "it": [
      "Sdraiati sulla schiena e piega le ginocchia.",
      "Lascia scendere le ginocchia a destra, piano.",
      "Le spalle restano a terra.", "Respira nel lato che si allunga.",
      "Quando vuoi, riportale al centro.",
    ],
    "pt": [
      "Deite de costas e dobre os joelhos.", "Deixe os joelhos caírem para a direita, devagar.",
      "Os ombros ficam no chão.", "Respire para o lado que se alonga.",
      "Quando quiser, volte com eles ao centro.",
    ],
  ]

  @Test("A paragraph has the loudness of its voice", arguments: Shipped.names)
  func loudness(voice: String) throws {
    let speaker = try Shipped.speaker(voice)
    let paragraph = try #require(Self.paragraphs[speaker.profile.language])
    let samples = try paragraph.flatMap { try speaker.say($0).samples }
    let measured = try #require(LoudnessMeter(rate: speaker.rate).loudness(of: samples))
    #expect(abs(measured.lufs - speaker.profile.loudness.lufs) <= 1)
  }

  @Test("Calm stays below 165 words per minute; hush is slower and bright is faster")
  func rates() throws {
    let paragraph = [
      "Welcome. Sit tall, as if someone is pulling you up by your ponytail.",
      "Cross your arms over your chest, and slowly twist to the left.",
      "Breathe in through your nose, and let your shoulders drop.",
      "Keep the pressure gentle, never painful. Take your time.",
    ]
    let words = paragraph.joined(separator: " ").split(separator: " ").count
    func rate(_ voice: String) throws -> Double {
      let speaker = try Shipped.speaker(voice)
      let frames = try paragraph.map { try speaker.say($0).samples.count }.reduce(0, +)
      return Double(words) / (Double(frames) / Double(speaker.rate.hertz)) * 60
    }
    let (hush, calm, bright) = (try rate("hush"), try rate("calm"), try rate("bright"))
    #expect(calm <= 165)
    #expect(calm >= 130)
    #expect(hush < calm)
    #expect(calm < bright)
  }

  @Test("A faster pace is faster, and never above the engine's fastest")
  func paces() throws {
    let speaker = try Shipped.speaker("calm")
    let text = "Keep the pressure gentle, never painful."
    let frames = try [100, 115, 130].map {
      try speaker.say(text, pace: Pace(percent: $0)).samples.count
    }
    #expect(frames[0] > frames[1] && frames[1] > frames[2])
    #expect(WordsPerMinute(449).at(.fastest).value == 449)
    #expect(WordsPerMinute(1).value == 80)
  }

  @Test("A number on the beat returns to the pitch it began with")
  func beats() throws {
    let speaker = try Shipped.speaker("calm")
    let (beat, sentence) = (
      try speaker.say("nine", delivery: .beat), try speaker.say("nine.")
    )
    func drop(_ clip: Clip) -> Double {
      let quarter = clip.samples.count / 4
      return Measure.pitch(clip.samples[quarter..<(2 * quarter)])
        / Measure.pitch(clip.samples.suffix(quarter))
    }
    #expect(drop(beat) < 1.06)
    #expect(drop(sentence) > drop(beat))
    #expect(beat.samples.count <= sentence.samples.count)
  }

  @Test("A text that the engine cannot say costs only one phrase")
  func crash() throws {
    let speaker = try Shipped.speaker("calm")
    let phrases = [
      Phrase("Before."), Phrase(String(repeating: "s'", count: 80)), Phrase("…"), Phrase("After."),
      Phrase(String(repeating: "word ", count: 500)),
    ]
    let results = speaker.measure(phrases)
    #expect(throws: Never.self) { try results[0].get() }
    let crashed = #expect(throws: SpeechFailure.self) { try results[1].get() }
    #expect(crashed?.message.contains("crashed") == true)
    #expect(throws: SpeechFailure.nothingToSay) { try results[2].get() }
    #expect(throws: Never.self) { try results[3].get() }
    let long = #expect(throws: SpeechFailure.self) { try results[4].get() }
    #expect(long?.message.contains("Split") == true)
    #expect(speaker.clip(for: phrases[1]) == nil)
    #expect(speaker.clip(for: Phrase("Never measured.")) == nil)
  }

  @Test("Letters of other scripts are spoken")
  func otherScripts() throws {
    let clip = try Shipped.speaker("calm").say("Сядьте ровно")
    #expect(clip.samples.count > 10_000)
  }

  @Test("Several threads may use a speaker at once")
  func threads() async throws {
    let speaker = try Shipped.speaker("calm")
    let expected = try Self.clips(of: Self.texts, Shipped.speaker("calm"))
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 { group.addTask { _ = speaker.measure(Self.texts) } }
    }
    for phrase in Self.texts { #expect(speaker.clip(for: phrase)?.samples == expected[phrase]) }
  }
}
