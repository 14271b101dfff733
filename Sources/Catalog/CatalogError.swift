/// Why a routine or a voice cannot be had.
public struct CatalogError: Error, Hashable, Sendable {
  /// What happened and where, as one sentence without a full stop.
  public let message: String
  /// What to do next.
  public let advice: String

  /// Makes an error.
  public init(_ message: String, advice: String) {
    self.message = message
    self.advice = advice
  }
}
