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
      ("30s", "thirty seconds"), ("90 s", "ninety seconds"),
      ("Hold for 1s.", "Hold for one second."), ("30s hold", "thirty seconds hold"),
      ("30 sec. rest", "thirty seconds rest"),
      ("Rest 30 sec. Then go.", "Rest thirty seconds. Then go."),
      ("1 min 30 s", "one minute thirty seconds"), ("10kg", "ten kilos"),
      ("2.5kg", "two point five kilos"), ("1 KG", "one kilo"), ("10 lbs", "ten pounds"),
      ("3x10", "three times ten"), ("3 x 10", "three times ten"), ("3×10", "three times ten"),
      ("3*10", "three times ten"), ("3x30s", "three times thirty seconds"), ("10x", "ten times"),
      ("x10", "ten times"), ("1x", "one time"), ("5-10", "five to ten"), ("5–10", "five to ten"),
      ("5 - 10 kg", "five to ten kilos"), ("10-12 reps", "ten to twelve reps"),
      ("5-10%", "five to ten percent"), ("10%", "ten percent"),
      ("10 s - 20 s", "ten seconds to twenty seconds"),
      ("3x8-12 reps", "three times eight to twelve reps"), ("rep 1/10", "rep one of ten"),
      ("Set 1/2.", "Set one of two."), ("7/10", "seven of ten"), ("1/2", "one half"),
      ("1 1/2 turns", "one and a half turns"), ("1½ turns", "one and a half turns"),
      ("½ turn", "half a turn"), ("1/2 hour", "half an hour"), ("(3/4)", "(three quarters)"),
      ("~10", "about ten"), ("#1", "number one"), ("~5-10", "about five to ten"),
      ("1,000 steps", "one thousand steps"), ("-5", "minus five"), ("±5", "plus or minus five"),
      ("1st", "first"), ("22nd", "twenty-second"), ("1:30", "one minute thirty"),
      ("0:30", "thirty seconds"), ("1:02:03", "one hour two minutes three seconds"),
      ("8:30 am", "eight thirty a m"), ("2:1", "two to one"), ("1h30m", "one hour thirty minutes"),
      ("4-7-8", "four, seven, eight"), ("5+5", "five plus five"), ("10+", "ten or more"),
      ("2024-05-01", "2024-05-01"), ("a<3", "a three"), ("5<3", "five three"),
      ("555-1234-99", "555-1234-99"),
      ("1/2/3", "1/2/3"),
      ("007", "007"), ("C7", "C seven"), ("L4-L5", "L four L five"), ("T4-T8", "T four to T eight"),
      ("10-minute", "ten-minute"), ("5 - ten", "five - ten"), ("> 3", "over three"),
      ("≥ 3", "at least three"), ("if it is > 3", "if it is is more than three"),
      ("10 reps/side", "ten reps per side"), ("2x/day", "two times per day"),
      ("step II", "step two"), ("Phase I", "Phase one"), ("I rest", "I rest"), ("IIII", "IIII"),
      ("VX", "VX"), ("Ⅳ rounds", "four rounds"), ("① Sit", "one Sit"), ("٣٠ s", "thirty seconds"),
      ("me@home", "me at home"),
      ("123456", "one hundred and twenty-three thousand four hundred and fifty-six"),
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
      ("Towels, etc.", "Towels, and so on."), ("approx. 5", "approximately five"),
      ("w/ a ball", "with a ball"), ("Close your eyes.", "\u{2}kl'oUz\u{3} your eyes."),
      ("It is close, your turn", "It is close, your turn"), ("up → down", "up then down"),
      ("No. Keep going.", "No. Keep going."), ("No. 3", "number three"),
      ("A warm compress.", "A warm com press."), ("Compress it.", "Compress it."),
      ("a physiotherapist", "a physio therapist"),
    ])
  func words(written: String, said: String) throws {
    #expect(try english.spoken(written).get() == said)
  }

  @Test(
    "Markup, phonemes, control characters and pictures are never interpreted",
    arguments: [
      ("<b>bold</b>", "bold"), ("<prosody rate='x-slow'>slow", "slow"),
      ("3 < 5", "three is less than five"),
      ("a <!-- b --> c", "a c"), ("<<<>>>go", "go"), ("[[h@l'oU]] there", "h at l'oU there"),
      ("*now*", "now"), ("_now_", "now"), ("# Title", "Title"), ("`code`", "code"),
      ("fast\u{1}50P slow", "fast 50P slow"), ("a\u{0}b", "a b"), ("a\r\n\tb", "a b"),
      ("so\u{AD}ft", "soft"), ("\u{202E}back\u{202C}", "back"), ("ze\u{200B}ro", "zero"),
      ("Great 💪🏽!", "Great !"), ("👨‍👩‍👧 family", "family"), ("don’t", "don't"), ("x → y", "x then y"),
      ("up -> down", "up then down"),
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
