/// The keys at the top of a translation.
package enum TranslationKey: String, GrammarKey {
  case language
  case sayAs = "say as"
  case texts

  package var row: KeyRow {
    switch self {
    case .language:
      KeyRow(
        "The language of the texts, by its tag, as in the file's name.", .language,
        isRequired: true)
    case .sayAs: .sayAs
    case .texts:
      KeyRow(
        "The texts of the routine that this file lies beside, each with its original.",
        .translatedTexts, isRequired: true)
    }
  }
}

/// The keys of each text of a translation.
package enum TranslatedTextKey: String, GrammarKey {
  case original
  case text

  package var row: KeyRow {
    switch self {
    case .original: KeyRow("The text as the routine has it.", .prose, isRequired: true)
    case .text: KeyRow("The same in this file's language.", .prose, isRequired: true)
    }
  }
}
