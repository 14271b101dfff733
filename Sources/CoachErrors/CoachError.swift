/// Why something could not be done: what happened and where, and what to do next.
///
/// The only error of this package that a person reads. It is thrown through, from where it happens to
/// where it is printed; each target adds the codes that somebody decides by.
public struct CoachError: Error, Sendable {
  /// What happened, and where, in one or more whole sentences.
  ///
  /// The first begins with a word of ours, not with a name, so that it can also be a part of another
  /// sentence: see ``clause``.
  public let message: String
  /// What to do next, in one or more whole sentences.
  public let advice: String
  /// What kind of failure it is.
  public let code: Code
  /// What describes it better than the message does, such as all that was found in a script.
  public let cause: (any Cause)?

  /// What describes an error in detail; its description is printed instead of the error's own.
  public typealias Cause = CustomStringConvertible & Sendable

  /// Makes an error.
  ///
  /// - Parameters:
  ///   - code: what kind of failure it is.
  ///   - message: what happened, and where, in whole sentences.
  ///   - advice: what to do next, in whole sentences.
  ///   - cause: what describes it better than the message does; `nil` if nothing does.
  public init(_ code: Code, _ message: String, advice: String, cause: (any Cause)? = nil) {
    self.code = code
    self.message = message
    self.advice = advice
    self.cause = cause
  }

  /// A kind of failure that somebody decides by; the words are in ``CoachError/message``.
  ///
  /// A struct around a name, so that a new code breaks no code that matches on the others.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    /// What the code is called.
    public let description: String

    /// Makes a code; two of the same name are the same.
    public init(_ name: String) { description = name }
  }
}

extension CoachError {
  /// The message as a part of another sentence: it begins small and has no full stop at its end.
  public var clause: String { Self.clause(message) }

  /// The advice as a part of another sentence: it begins small and has no full stop at its end.
  public var remedy: String { Self.clause(advice) }

  private static func clause(_ sentence: String) -> String {
    let text = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

extension CoachError: Hashable {
  /// Whether two errors say the same; what caused them may differ.
  public static func == (left: Self, right: Self) -> Bool {
    left.code == right.code && left.message == right.message && left.advice == right.advice
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(code)
    hasher.combine(message)
    hasher.combine(advice)
  }
}

extension CoachError: CustomStringConvertible {
  /// What happened and what to do next; the cause's description if there is one.
  public var description: String { cause?.description ?? "\(message) \(advice)" }
}
