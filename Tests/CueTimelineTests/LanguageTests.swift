import Foundation
import RoutineScript
import SourceYAML
import TestSupport
import Testing

@testable import CueTimeline

@Suite("Every language's catalogue is complete, and its grammar of numbers is right")
struct LanguageTests {
  @Test(
    "Durations: plural forms, and words that change before a noun",
    arguments: [
      (
        "en",
        [
          (0.5, "0.5 seconds"), (1, "one second"), (1.5, "1.5 seconds"), (2, "two seconds"),
          (21, "twenty-one seconds"), (41, "forty-one seconds"), (51, "fifty-one seconds"),
          (60, "one minute"), (61, "one minute and one second"), (1860, "thirty-one minutes"),
          (3600, "one hour"), (3661, "one hour, one minute and one second"),
          (75_600, "twenty-one hours"),
        ]
      ),
      (
        "es",
        [
          (0.5, "0,5 segundos"), (1, "un segundo"), (1.5, "1,5 segundos"), (2, "dos segundos"),
          (21, "veintiún segundos"), (41, "cuarenta y un segundos"),
          (51, "cincuenta y un segundos"), (60, "un minuto"), (61, "un minuto y un segundo"),
          (1260, "veintiún minutos"), (1860, "treinta y un minutos"), (3600, "una hora"),
          (3661, "una hora, un minuto y un segundo"),
          (7322, "dos horas, dos minutos y dos segundos"),
          (75_600, "veintiuna horas"),
        ]
      ),
      (
        "de",
        [
          (0.5, "0,5 Sekunden"), (1, "eine Sekunde"), (1.5, "1,5 Sekunden"), (2, "zwei Sekunden"),
          (21, "einundzwanzig Sekunden"), (41, "einundvierzig Sekunden"), (60, "eine Minute"),
          (61, "eine Minute und eine Sekunde"), (1860, "einunddreißig Minuten"),
          (3600, "eine Stunde"), (3661, "eine Stunde, eine Minute und eine Sekunde"),
          (75_600, "einundzwanzig Stunden"),
        ]
      ),
      (
        "fr",
        [
          (0.5, "0,5 seconde"), (1, "une seconde"), (1.5, "1,5 seconde"), (2, "deux secondes"),
          (2.5, "2,5 secondes"), (21, "vingt et une secondes"), (41, "quarante et une secondes"),
          (51, "cinquante et une secondes"), (60, "une minute"), (61, "une minute et une seconde"),
          (1860, "trente et une minutes"), (3600, "une heure"),
          (3661, "une heure, une minute et une seconde"), (75_600, "vingt et une heures"),
        ]
      ),
      (
        "it",
        [
          (0.5, "0,5 secondi"), (1, "un secondo"), (1.5, "1,5 secondi"), (2, "due secondi"),
          (21, "ventuno secondi"), (53, "cinquantatré secondi"), (60, "un minuto"),
          (61, "un minuto e un secondo"), (1680, "ventotto minuti"), (3600, "un'ora"),
          (3661, "un'ora, un minuto e un secondo"), (75_600, "ventuno ore"),
        ]
      ),
      (
        "pt",
        [
          (0.5, "0,5 segundo"), (1, "um segundo"), (1.5, "1,5 segundo"), (2, "dois segundos"),
          (2.5, "2,5 segundos"), (21, "vinte e um segundos"), (60, "um minuto"),
          (61, "um minuto e um segundo"), (1320, "vinte e dois minutos"), (3600, "uma hora"),
          (3661, "uma hora, um minuto e um segundo"), (7200, "duas horas"),
          (75_600, "vinte e uma horas"), (79_200, "vinte e duas horas"),
        ]
      ),
    ] as [(String, [(Double, String)])])
  func times(language: String, expected: [(Double, String)]) throws {
    let phrases = try Repository.phrases(language)
    for (seconds, words) in expected {
      #expect(phrases.time(.milliseconds(Int64(seconds * 1000))) == words)
    }
  }

  @Test(
    "Numbers on their own",
    arguments: [
      ("en", [1: "one", 21: "twenty-one", 71: "seventy-one", 100: "one hundred"]),
      (
        "es",
        [
          0: "cero", 1: "uno", 16: "dieciséis", 21: "veintiuno", 31: "treinta y uno",
          71: "setenta y uno", 99: "noventa y nueve", 100: "cien",
        ]
      ),
      (
        "de",
        [
          0: "null", 1: "eins", 16: "sechzehn", 17: "siebzehn", 21: "einundzwanzig",
          31: "einunddreißig", 71: "einundsiebzig", 100: "einhundert",
        ]
      ),
      (
        "fr",
        [
          0: "zéro", 1: "un", 17: "dix-sept", 21: "vingt et un", 41: "quarante et un",
          70: "soixante-dix", 71: "soixante et onze", 77: "soixante-dix-sept",
          80: "quatre-vingts", 81: "quatre-vingt-un", 91: "quatre-vingt-onze",
          99: "quatre-vingt-dix-neuf", 100: "cent",
        ]
      ),
      (
        "it",
        [
          0: "zero", 1: "uno", 17: "diciassette", 21: "ventuno", 28: "ventotto", 33: "trentatré",
          71: "settantuno", 99: "novantanove", 100: "cento",
        ]
      ),
      (
        "pt",
        [
          0: "zero", 1: "um", 2: "dois", 16: "dezesseis", 21: "vinte e um", 71: "setenta e um",
          99: "noventa e nove", 100: "cem",
        ]
      ),
    ] as [(String, [Int64: String])])
  func numbers(language: String, expected: [Int64: String]) throws {
    let phrases = try Repository.phrases(language)
    for (number, words) in expected { #expect(phrases.number(number) == words) }
    #expect(phrases.number(Int64(101)) == "101")
    #expect(Set(phrases.numbers).count == 101)
  }

  @Test("Every catalogue has the phrases of the English one, with the same slots")
  func whole() throws {
    let english = try Repository.english()
    let slots = { (text: PhraseTemplate) in Set(text.slots) }
    let languages = try Repository.languages()
    #expect(Set(languages).isSuperset(of: ["de", "en", "es", "fr", "it", "pt"]))
    for language in languages {
      let phrases = try Repository.phrases(language)
      #expect(phrases.language == language)
      #expect(phrases.languageName != language)
      #expect(Set(phrases.names.keys) == Set(english.names.keys))
      #expect(Set(phrases.sides.keys) == Set(Side.ofBody))
      #expect(slots(phrases.and) == ["a", "b"])
      #expect(phrases.reminders.count == english.reminders.count)
      for key in PhraseCatalogue.Key.allCases {
        let (entry, model) = (phrases.entries[key], english.entries[key])
        #expect(entry.map { slots($0.text) } == model.map { slots($0.text) }, "\(language) \(key)")
        #expect(entry.map { slots($0.text) } == Set(key.slots), "\(language) \(key)")
        #expect((entry?.short == nil) == (model?.short == nil), "\(language) \(key)")
        #expect(entry?.short.map(slots) == model?.short.map(slots), "\(language) \(key)")
      }
    }
  }

  @Test(
    "Sides agree with the noun",
    arguments: [
      ("es", "Primero, el lado izquierdo.", "Lado derecho."),
      ("de", "Zuerst die linke Seite.", "Rechte Seite."),
      ("fr", "D'abord, le côté gauche.", "Côté droit."),
      ("it", "Prima, il lato sinistro.", "Lato destro."),
      ("pt", "Primeiro, o lado esquerdo.", "Lado direito."),
    ])
  func sides(language: String, first: String, resumed: String) throws {
    let phrases = try Repository.phrases(language)
    #expect(phrases.text(.firstSide, .side(.left)) == first)
    #expect(phrases.text(.resumeSide, sideName: phrases.side(.right)) == resumed)
  }

  @Test("A language's abbreviations do not end a sentence")
  func abbreviations() throws {
    let cut = { (language: String, text: String) in
      try Repository.phrases(language).sentences(of: text)
    }
    #expect(try cut("es", "La Dra. Ruiz lo dice. Sigue.") == ["La Dra. Ruiz lo dice.", "Sigue."])
    #expect(try cut("de", "Nimm ca. Hälfte. Weiter.") == ["Nimm ca. Hälfte.", "Weiter."])
    #expect(try cut("fr", "Mme. Roy dit oui. Va.") == ["Mme. Roy dit oui.", "Va."])
  }

  @Test("Mistakes in a catalogue are reported at their place")
  func mistakes() throws {
    let findings = { (change: (from: String, to: String)) in
      let text = try Repository.text("Voices/phrases/fr.yaml")
      #expect(text.contains(change.from))
      return PhraseCatalogue.read(
        SourceText(
          name: "fr.yaml", text: text.replacingOccurrences(of: change.from, with: change.to))
      ).1.map { "\($0.id.name): \($0.sourceLine.prefix(30))" }
    }
    #expect(try findings(("decimal: \",\"", "decimal: \";\"")) == ["bad-word: decimal: \";\""])
    #expect(
      try findings(("fractions: whole part", "fractions: hole"))
        == ["bad-word: plural: { one: [0, 1], fractio"])
    #expect(
      try findings(("one: [0, 1]", "one: [0, un]"))
        == ["bad-number: plural: { one: [0, un], fracti"])
    #expect(
      try findings(("Repose-toi {time}.", "Repose-toi {tmie}."))
        == ["bad-word:   rest: { text: \"Repose-toi {t"])
  }
}
