public import Catalog
internal import CoachErrors
internal import RoutineScript
internal import SourceYAML

/// Checks files one after the other, as `coach check` does: routines in each of their languages,
/// voices, and the files that voices are made of.
public struct FileChecker: Sendable {
  /// Voices that are kept for the files to come: one for each language that ships.
  private static let mostVoices = 4

  private let folders: Folders
  private let catalog: RoutineCatalog
  private let isFixing: Bool
  private let voices = VoiceCache(keeping: Self.mostVoices)

  /// Makes a checker.
  ///
  /// - Parameters:
  ///   - folders: where routines and voices are kept.
  ///   - isFixing: whether what can only be meant one way is fixed, in the files themselves.
  public init(_ folders: Folders, fixing isFixing: Bool = false) {
    self.folders = folders
    self.isFixing = isFixing
    catalog = RoutineCatalog(folders)
  }

  /// Checks a file, and fixes it first if this checker does that.
  ///
  /// - Parameter name: a routine, or the path of a file.
  /// - Returns: what was found, up to the point at which nothing more could be checked.
  public func check(_ name: String) -> CheckedFile {
    var file = CheckedFile(name: name)
    let source: SourceText
    do throws(CoachError) {
      source = try read(&file)
    } catch {
      file.failure = error
      return file
    }
    do throws(CoachError) {
      switch file.kind {
      case .routine, nil: try checkRoutine(source, &file)
      case let kind?:
        file.add(findings: try VoiceFileCheck(source, kind, in: folders).diagnostics)
      }
    } catch {
      file.obstacle = error
    }
    return file
  }

  private func read(_ file: inout CheckedFile) throws(CoachError) -> SourceText {
    let source = try catalog.source(file.name)
    let kind = FileKind(of: source) ?? .routine
    file.kind = kind
    guard isFixing else { return source }
    let (fixed, count) = try catalog.correct(source, kind)
    file.addCorrection(of: file.name, count)
    guard kind == .routine else { return fixed }
    for language in catalog.translations(of: fixed) {
      let (name, count) = try catalog.correctTranslation(of: fixed, into: language)
      file.addCorrection(of: name, count)
    }
    return fixed
  }

  /// Checks a routine in its own language, and if that has no errors, in all others.
  private func checkRoutine(
    _ source: SourceText, _ file: inout CheckedFile
  ) throws(CoachError) {
    guard try check(source, in: nil, &file) else { return }
    for language in catalog.translations(of: source) { try check(source, in: language, &file) }
  }

  /// Checks a script in a language, and returns whether it has no errors there.
  @discardableResult
  private func check(
    _ source: SourceText, in language: String?, _ file: inout CheckedFile
  ) throws(CoachError) -> Bool {
    let check: RoutineCheck
    do throws(CoachError) {
      check = try RoutineCheck(source, in: folders, language: language, voices: voices)
    } catch {
      // Without findings, it is not the script that is wrong.
      guard !error.findings.isEmpty else { throw error }
      file.add(findings: error.findings, language: language)
      return false
    }
    let lengths = check.variants.compactMap { variant in
      variant.length.map {
        CheckedFile.Length(
          language: language, level: variant.level, withBaby: variant.withBaby, duration: $0)
      }
    }
    file.add(
      findings: check.diagnostics, language: language, lengths: lengths,
      missing: check.translations.reduce(0) { $0 + $1.missing },
      stale: check.translations.reduce(0) { $0 + $1.stale })
    return file.readings.last?.isSound ?? false
  }
}

extension CheckedFile {
  fileprivate mutating func addCorrection(of file: String, _ count: Int) {
    if count > 0 { corrections.append(Correction(file: file, count: count)) }
  }

  fileprivate mutating func add(
    findings: [Diagnostic], language: String? = nil, lengths: [Length] = [], missing: Int = 0,
    stale: Int = 0
  ) {
    let known = readings.flatMap(\.findings)
    readings.append(
      Reading(
        language: language, findings: findings.filter { !known.contains($0) }, lengths: lengths,
        missing: missing, stale: stale,
        isSound: !findings.contains { $0.severity == .error }))
  }
}
