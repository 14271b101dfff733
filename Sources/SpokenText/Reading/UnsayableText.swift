/// Why a text cannot be spoken, found before any engine is asked.
package enum UnsayableText: Error, Hashable, Sendable {
  /// It has more Unicode scalars than are said in one go.
  case tooLong(scalars: Int, most: Int)
  /// There is neither a letter nor a digit in it.
  case nothingToSay

  /// What happened and what to do next, in one or two sentences.
  package var message: String {
    switch self {
    case .tooLong(let scalars, let most):
      "this text has \(scalars) characters, and at most \(most) are said in one go. "
        + "Split it into several `say` steps"
    case .nothingToSay:
      "there is nothing in this text that can be spoken. Write words or numbers"
    }
  }
}
