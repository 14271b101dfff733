import CueTimeline
import Foundation
import RoutineScript
import SourceYAML
import SpokenText
import Synchronization
import TestSupport
import Testing

@testable import Speech

@Suite("`say as:` with the real engine", .serialized)
struct SayAsTests {
  /// Entries as a voice file has them.
  static func entries(_ text: String) throws -> [SayAs] {
    let (profile, diagnostics) = VoiceProfile.parse(
      SourceText(name: "voice.yaml", text: "language: en\nsay as:\n\(text)"), name: "voice",
      variantFolders: [])
    #expect(diagnostics == [])
    return try #require(profile).sayAs
  }

  static func speaker(_ entries: String, voice: String = "", language: String = "en") throws
    -> Speaker
  {
    let calm = try Shipped.voice(language == "en" ? "calm" : "calm-\(language)")
    let profile = VoiceProfile(
      name: calm.name, language: calm.language, variant: calm.variant, rate: calm.rate,
      pitch: calm.pitch, range: calm.range, loudness: calm.loudness,
      sayAs: try voice.isEmpty ? [] : Self.entries(voice))
    return try Speaker(
      profile, pronunciation: try Repository.pronunciation(language),
      sayAs: try Self.entries(entries),
      program: try WorkerProgram.find(), processes: 2)
  }

  /// The sounds that the engine makes of texts, by their IPA names.
  static func sounds(_ texts: [String]) throws -> [Result<[String], SpeechFailure>] {
    let calm = try Shipped.voice("calm")
    let pool = try WorkerPool(path: try WorkerProgram.find(), voice: calm, size: 2)
    let heard = Mutex<[Int: Result<[String], SpeechFailure>]>([:])
    let requests = texts.map { SpeechRequest(text: $0, rate: calm.rate, range: calm.range) }
    pool.speak(requests) { index, result in
      let names = result.map { $0.phonemes.map(\.name).filter { !$0.isEmpty } }
      heard.withLock { $0[index] = names }
    }
    return try heard.withLock { heard in try texts.indices.map { try #require(heard[$0]) } }
  }

  @Test(
    "The engine says what an entry says, in words and in sounds, with the punctuation around them")
  func heard() throws {
    let said = try Repository.pronunciation().saying([
      try Self.entries("  wind the baby: whined the baby\n  Pilates: /pI2l'A:ti:z/\n")
    ])
    func sounds(_ text: String) throws -> String {
      try Self.sounds([text])[0].get().joined()
    }
    let whined = try sounds("whined the baby")
    #expect(try sounds("wind the baby") != whined)
    #expect(try sounds(said.spoken("Wind the baby").get()) == whined)
    let pilates = "pɪlɑːtiːz"
    for text in ["Pilates", "Pilates.", "(Pilates)", "\"Pilates\"", "¿Pilates?", "Pilates!"] {
      #expect(try sounds(said.spoken(text).get()) == pilates, "\(text)")
    }
    #expect(try sounds("Pilates") != pilates)
  }

  @Test("An entry changes the sound of a text that has its words, and of no other")
  func clips() throws {
    let plain = try Shipped.speaker("calm")
    let words = try Self.speaker("  wind the baby: whined the baby\n")
    let sounds = try Self.speaker("  wind: /w'aInd/\n")
    let text = "Gently wind the baby."
    for delivery in [Phrase.Delivery.sentence, .beat] {
      let clips = try [plain, words, sounds].map { try $0.say(text, delivery: delivery).samples }
      // As values, so that a failure does not print all samples.
      let isOther = clips[0] != clips[1]
      #expect(isOther)
      // The same sounds, from words and from an entry with sounds.
      let isSame = clips[1] == clips[2]
      #expect(isSame)
    }
    #expect(words.clip(for: Phrase("Gently whined the baby.")) == nil)
    for text in ["Sit tall.", "one", "Keep the pressure gentle, never painful."] {
      let isSame = try plain.say(text).samples == words.say(text).samples
      #expect(isSame)
    }
    #expect(try sounds.say("wind", delivery: .beat).samples.isEmpty == false)
  }

  @Test("Entries do not change how loud the voice is")
  func loudness() throws {
    let changed = try Self.speaker(
      "  slowly: s\n  gentle: /e/\n", voice: "  painful: aaa\n  your: you are\n")
    let isSame =
      try changed.say("Welcome.").samples == Shipped.speaker("calm").say("Welcome.").samples
    #expect(isSame)
  }

  @Test("Entries that apply to no phrase are found")
  func unused() throws {
    let speaker = try Self.speaker(
      "  wind: whined\n  row: roe\n  Ready: reddy\n", voice: "  bow: bo\n")
    #expect(speaker.unusedSayAs.map(\.written) == ["wind", "row", "Ready"])
    _ = try speaker.say("Wind the baby.")
    _ = try speaker.say("ready", delivery: .beat)
    #expect(speaker.unusedSayAs.map(\.written) == ["row", "Ready"])
    #expect(try Shipped.speaker("calm").unusedSayAs == [])
  }

  @Test("Sounds that the engine does not have are found, in every language")
  func unknownSounds() throws {
    let english = try Self.speaker(
      "  a: /w'aInd/\n  b: /w'aI9nd/\n  c: /9/\n  d: /dZ'Entli p'0stS3/\n  e: /h@l'oU w'9/\n"
        + "  f: /aI|dZ|t/\n  g: wind\n", voice: "  h: /7/\n  i: /sk'apjUl@/\n")
    #expect(english.unknownSounds().map(\.written) == ["b", "c", "e", "h"])
    for (language, word) in [("es", "fw'erTa"), ("de", "S'Ult3"), ("fr", "ep'ol")] {
      let speaker = try Self.speaker("  a: /\(word)/\n  b: /\(word)9/\n", language: language)
      #expect(speaker.unknownSounds().map(\.written) == ["b"], "\(language)")
    }
    #expect(try Shipped.speaker("calm").unknownSounds() == [])
  }

  /// Texts that would be instructions to the engine if it got them unchanged.
  static let attacks = [
    "\u{1}50P", "\u{1}449S", "\u{2}a\u{3}", "\u{2}", "\u{3}", "[[h@l'oU]]", "[[", "]]", "[[_^_de]]",
    "<prosody rate='x-fast'>", "<audio src='/etc/passwd'/>", "<!--", "\u{202E}", "\u{200F}", "💪🏽",
    "\u{0}", "\u{1B}[2J", "\u{9B}", "&lt;speak&gt;",
  ]

  @Test("No entry and no text can instruct the engine", arguments: attacks)
  func harmless(attack: String) throws {
    // In an entry they are an error.
    for (key, value) in [("a\(attack)", "b"), ("a", "b\(attack)"), ("a", "/b\(attack)/")] {
      let quoted = { (text: String) in
        "\""
          + text.unicodeScalars.map { $0.isASCII && $0.value >= 0x20 ? "\($0)" : $0.yaml }
          .joined() + "\""
      }
      let (profile, diagnostics) = VoiceProfile.parse(
        SourceText(
          name: "v", text: "language: en\nsay as: { \(quoted(key)): \(quoted(value)) }"),
        name: "v", variantFolders: [])
      #expect(profile == nil)
      #expect(diagnostics.map(\.id) == [.badWord])
    }
    // In a text with sounds in it, for which the engine interprets brackets.
    let said = try Repository.pronunciation().saying([try Self.entries("  wind: /w'aInd/\n")])
    let text = try said.spoken("Now wind \(attack) the baby.").get()
    let marks = text.unicodeScalars.filter { $0.value < 0x20 }
    #expect(Array(marks) == [EngineSounds.begin, EngineSounds.end])
    #expect(!text.contains { "[]<>".contains($0) })
  }

  @Test("The speech process itself accepts only sounds as sounds")
  func process() throws {
    let wind = EngineSounds.text("w'aInd")
    let heard = try Self.sounds([
      "n[o]w \(wind)", "n o w \(wind)", "now [[b'i:]] \(wind)", "now b'i: \(wind)",
      "now\u{1}50P", "now 50P", "now [[w'aInd]]", "now w'aInd", "now[[ \(wind)", "now \(wind)",
      // None of these is spoken at all.
      EngineSounds.text("_^_de"), EngineSounds.text("a]]b"), EngineSounds.text("\u{1}50P"),
      EngineSounds.text("é"), "\u{2}a", "\u{2}\u{2}a\u{3}", EngineSounds.text("<b>"),
    ])
    let names = try heard[..<10].map { try $0.get().joined() }
    for index in stride(from: 0, to: 10, by: 2) { #expect(names[index] == names[index + 1]) }
    #expect(names[9] == "naʊwaɪnd")
    for result in heard[10...] {
      #expect(throws: SpeechFailure.engineRefused) { try result.get() }
    }
    // A control character does not change what is said after it.
    let again = try Self.sounds(["Sit tall."])[0].get()
    #expect(try Self.sounds(["\u{1}50P", "Sit tall."])[1].get() == again)
  }

  @Test("Random sounds are spoken and do not end the process")
  func noise() throws {
    var state: UInt32 = 7
    func random(_ below: Int) -> Int {
      state = state &* 1_664_525 &+ 1_013_904_223
      return Int(state >> 8) % below
    }
    let signs = Array("abdefghijklmnoprstuvwzADEILNOQRSTUVZ0123@',%=:;~^#?!*\"|-")
    let texts = (0..<300).map { _ in
      (0..<(1 + random(12))).map { _ in
        EngineSounds.text(String((0..<(1 + random(120))).map { _ in signs[random(signs.count)] }))
      }.joined(separator: " now ")
    }
    for result in try Self.sounds(texts) { #expect(throws: Never.self) { try result.get() } }
  }
}

extension Unicode.Scalar {
  /// The scalar as an escape in quoted YAML.
  fileprivate var yaml: String {
    let code = String(value, radix: 16)
    return "\\U" + String(repeating: "0", count: 8 - code.count) + code
  }
}
