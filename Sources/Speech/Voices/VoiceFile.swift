internal import Glibc
internal import RoutineScript
internal import SourceYAML

/// The top of a voice file that is being read, and where its variant is looked up.
struct VoiceFile {
  let reader: PlainReader
  let variantFolders: [String]

  /// A key's value as a language tag: the engine takes only short ones, and a `+` in it would name a
  /// variant.
  func languageTag(_ key: String) -> String? {
    guard let scalar = reader.scalar(key) else { return nil }
    let isTag =
      scalar.text.utf8.count <= 20
      && scalar.text.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || $0 == "-" || ("0"..."9").contains($0))
      }
    guard isTag else {
      reader.context.report(
        .badWord, "`\(key)` is a language tag, not `\(scalar.text)`", at: scalar.span,
        remedy: "write one that `espeak-ng --voices` lists, as in `\(key): en`")
      return nil
    }
    return scalar.text
  }

  /// A key's value as the path of the variant with that name.
  func variant(_ key: String) -> String? {
    guard let scalar = reader.scalar(key) else { return nil }
    guard !scalar.text.contains("/"), !scalar.text.hasPrefix(".") else {
      let folder = variantFolders.first ?? "the variants folder"
      reader.context.report(
        .badWord, "`\(key)` is the name of a file, not a path", at: scalar.span,
        remedy: "put the file into \(folder) and write its name")
      return nil
    }
    for folder in variantFolders {
      let path = "\(folder)/\(scalar.text)"
      if access(path, R_OK) == 0 { return path }
    }
    reader.context.report(
      .badWord, "there is no variant `\(scalar.text)`", at: scalar.span,
      remedy: "looked in \(variantFolders.joined(separator: " and ")); leave the line out for none")
    return nil
  }
}
