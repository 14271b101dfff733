internal import CueTimeline
internal import RoutineScript
import ScriptTools
import SourceYAML
internal import Speech
internal import SpokenText
internal import TestSupport

/// Text to routine to timeline: whatever the text, what comes of it keeps the project's rules.
public struct ScriptFuzz: Sendable {
  private let phrases: PhraseCatalogue
  private let isTimed: Bool

  /// Makes a target.
  ///
  /// - Parameter isTimed: whether anything that takes over a second of processor time is a violation.
  /// - Throws: where the project's files are not there.
  public init(isTimed: Bool) throws {
    phrases = try Repository.english()
    self.isTimed = isTimed
  }

  /// Whether bytes can be a script at all: a file that is no UTF-8 is refused before it is read.
  public static func isText(_ bytes: some Collection<UInt8>) -> Bool {
    String(validating: bytes, as: UTF8.self) != nil
  }

  /// Does everything that can be done with a script.
  ///
  /// - Parameter bytes: the script, and what else `FuzzInput` finds in them.
  /// - Returns: what is wrong with what came of it, in words.
  public func violations(of bytes: some Collection<UInt8>) -> [String] {
    let input = FuzzInput(bytes)
    var outcome = FuzzOutcome(isTimed: isTimed)
    var catalogue = phrases
    for source in input.sources { readOther(source, &catalogue, &outcome) }
    let parsed = parse(input, language: nil, &outcome)
    if let language = input.language { _ = parse(input, language: language, &outcome) }
    let schedule = ScheduleFuzz(phrases: catalogue)
    if let routine = parsed.routine { schedule.check(routine, input, &outcome) }
    FormatRules(schedule: schedule).check(input, parsed, &outcome)
    CorrectionRules.check(input, parsed, &outcome)
    return outcome.violations
  }

  /// Parses, twice, and asks for every text that a translation would have.
  private func parse(
    _ input: FuzzInput, language: String?, _ outcome: inout FuzzOutcome
  ) -> RoutineParser.Outcome {
    let parser = input.parser(language: language)
    let parsed = outcome.timed("parsing") { parser.parse(input.script) }
    let again = parser.parse(input.script)
    outcome.expect(
      parsed.routine == again.routine && parsed.diagnostics == again.diagnostics
        && parsed.untranslated == again.untranslated && parsed.languages == again.languages
        && parsed.translations == again.translations,
      "parsed twice, it is not the same")
    outcome.add(
      FindingRules.violations(of: parsed.diagnostics + parsed.untranslated, in: input.known),
      in: "parsing")
    for translation in parsed.translations where translation.script == input.script.name {
      let template = SourceText(
        name: translation.file, text: outcome.timed("a template") { translation.template(in: "X") })
      // A file with mistakes of its own keeps them.
      guard parsed.routine != nil, !parsed.diagnostics.contains(where: { $0.severity == .error })
      else { continue }
      let filled = RoutineParser(
        overrides: input.overrides, level: input.level, language: language,
        includes: { name, _ throws(RoutineParser.IncludeFailure) in
          throw RoutineParser.IncludeFailure(name, remedy: "")
        },
        translations: { _, _ in TranslationFile(name: translation.file, source: template) }
      ).parse(input.script)
      outcome.add(
        filled.diagnostics.filter { finding in
          finding.span.file == translation.file && finding.severity == .error
            // A very long script has more texts than a file may hold.
            && finding.id != .tooLarge
        }.map(\.message), in: "the template of a translation")
    }
    return parsed
  }

  /// Has files that are no scripts read by who reads them, by a word that they have.
  private func readOther(
    _ source: SourceText, _ phrases: inout PhraseCatalogue, _ outcome: inout FuzzOutcome
  ) {
    if source.text.contains("calibration") {
      let (pronunciation, findings) = outcome.timed("a pronunciation") {
        Pronunciation.parse(source)
      }
      outcome.expect(
        pronunciation != nil || !findings.isEmpty, "a pronunciation is refused without a word")
      outcome.add(FindingRules.violations(of: findings, in: [source]), in: "a pronunciation")
    }
    if source.text.contains("plural") {
      let (read, findings) = outcome.timed("phrases") { PhraseCatalogue.read(source) }
      outcome.expect(read != nil || !findings.isEmpty, "phrases are refused without a word")
      outcome.add(FindingRules.violations(of: findings, in: [source]), in: "phrases")
      if let read { phrases = read }
    }
    if source.text.contains("pitch") {
      let (profile, findings) = outcome.timed("a voice") {
        VoiceProfile.parse(source, name: "v", variantFolders: [])
      }
      outcome.expect(profile != nil || !findings.isEmpty, "a voice is refused without a word")
      outcome.add(FindingRules.violations(of: findings, in: [source]), in: "a voice")
    }
  }
}
