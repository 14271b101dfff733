import TestSupport
import Testing

@testable import SpokenText

@Suite("Texts as the engine gets them")
struct NormalizationTests {
  let english: Pronunciation

  init() throws { english = try Repository.pronunciation() }

  @Test(
    "Numbers, units and signs are written out",
    arguments: [
      ("30s", "30 seconds"), ("90 s", "90 seconds"), ("Hold for 1s.", "Hold for 1 second."),
      ("30s hold", "30 seconds hold"), ("30 sec. rest", "30 seconds rest"),
      ("Rest 30 sec. Then go.", "Rest 30 seconds. Then go."), ("1 min 30 s", "1 minute 30 seconds"),
      ("10kg", "10 kilos"), ("2.5kg", "2.5 kilos"), ("1 KG", "1 kilo"), ("10 lbs", "10 pounds"),
      ("3x10", "3 times 10"), ("3 x 10", "3 times 10"), ("3×10", "3 times 10"),
      ("3x30s", "3 times 30 seconds"), ("10x", "10 times"), ("x10", "10 times"),
      ("5-10", "5 to 10"), ("5–10", "5 to 10"), ("5 - 10 kg", "5 to 10 kilos"),
      ("10-12 reps", "10 to 12 reps"), ("5-10%", "5 to 10%"), ("10%", "10%"),
      ("rep 1/10", "rep 1 of 10"), ("Set 1/2.", "Set 1 of 2."), ("7/10", "7 of 10"),
      ("1/2", "one half"), ("1 1/2 turns", "1 and one half turns"), ("(3/4)", "(three quarters)"),
      ("~10", "about 10"), ("#1", "number 1"), ("~5-10", "about 5 to 10"),
      ("1,000 steps", "1,000 steps"), ("-5", "-5"), ("1st", "1st"), ("1:30", "1:30"),
      ("2024-05-01", "2024-05-01"), ("555-1234-99", "555-1234-99"), ("1/2/3", "1/2/3"),
      ("C7", "C7"), ("10-minute", "10-minute"), ("5 - ten", "5 - ten"),
    ])
  func numbers(written: String, said: String) throws {
    #expect(try english.spoken(written).get() == said)
  }

  @Test(
    "Abbreviations and words that the engine misreads are said as people say them",
    arguments: [
      ("TRX", "T R X"), ("HIIT", "hit"), ("a hiit of", "a hiit of"),
      ("EMOM.", "every minute on the minute."), ("left/right", "left or right"),
      ("and/or", "and or"), ("L/R", "left and right"), ("e.g. this", "for example this"),
      ("Towels, etc.", "Towels, and so on."), ("approx. 5", "approximately 5"),
      ("w/ a ball", "with a ball"), ("Close your eyes.", "cloze your eyes."),
      ("close, your turn", "close, your turn"), ("up → down", "up then down"),
      ("No. Keep going.", "No. Keep going."),
      ("A warm compress.", "A warm com press."), ("Compress it.", "Compress it."),
      ("a physiotherapist", "a physio therapist"),
    ])
  func words(written: String, said: String) throws {
    #expect(try english.spoken(written).get() == said)
  }

  @Test(
    "Markup, phonemes, control characters and pictures are never interpreted",
    arguments: [
      ("<b>bold</b>", "bold"), ("<prosody rate='x-slow'>slow", "slow"), ("3 < 5", "3 5"),
      ("a <!-- b --> c", "a c"), ("<<<>>>go", "go"), ("[[h@l'oU]] there", "h@l'oU there"),
      ("*now*", "now"), ("_now_", "now"), ("# Title", "Title"), ("`code`", "code"),
      ("fast\u{1}50P slow", "fast 50P slow"), ("a\u{0}b", "a b"), ("a\r\n\tb", "a b"),
      ("so\u{AD}ft", "soft"), ("\u{202E}back\u{202C}", "back"), ("ze\u{200B}ro", "zero"),
      ("Great 💪🏽!", "Great !"), ("👨‍👩‍👧 family", "family"), ("don’t", "don't"), ("½ turn", "½ turn"),
    ])
  func markup(written: String, said: String) throws {
    #expect(try english.spoken(written).get() == said)
  }

  @Test(
    "A text without a word is an error", arguments: ["", " ", "…", "💪", "!?", "\u{1}", "<b>"])
  func nothingToSay(written: String) {
    #expect(throws: UnsayableText.nothingToSay) { try english.spoken(written).get() }
  }

  @Test("A text has a maximum length")
  func length() throws {
    let most = Pronunciation.longestText
    _ = try english.spoken(String(repeating: "a", count: most)).get()
    let failure = #expect(throws: UnsayableText.self) {
      try english.spoken(String(repeating: "a", count: most + 1)).get()
    }
    #expect(failure?.message.contains("\(most + 1) characters") == true)
    // A letter with many marks is one character to a reader, and many to the engine.
    #expect(throws: UnsayableText.self) {
      try english.spoken("a" + String(repeating: "\u{301}", count: most)).get()
    }
  }
}
