internal import SourceYAML

/// The sides that a step is done on.
extension StepReader {
  func sides() -> [Side] {
    guard let entry = reader.entry(StepKey.eachSide) else { return [] }
    let items = context.items(entry.value)
    if items.isEmpty {
      context.report(
        .missingKey, "`each side` is empty", at: entry.key.span,
        remedy: "write `each side: [right, left]`, in the order to do them")
    }
    var sides: [Side] = []
    for item in limited(items, to: ScriptLimits.sides, entry) {
      guard let side = side(item) else { continue }
      if sides.contains(side) {
        context.report(
          .badWord, "`each side` names `\(side.rawValue)` twice", at: item.span,
          remedy: "write `each side: [right, left]`")
      } else {
        sides.append(side)
      }
    }
    // If a word was not understood, that is the finding.
    if sides.count == 1, items.count == 1, !reader.has(StepKey.because) {
      reportOneSide(sides[0], at: entry.key.span)
    }
    return sides
  }

  private func side(_ item: SourceNode) -> Side? {
    guard let scalar = context.scalar(item, of: StepKey.eachSide.rawValue),
      let text = context.plainText(scalar)?.trimmed
    else { return nil }
    let names = Side.ofBody.map(\.rawValue)
    if names.contains(text) { return Side(rawValue: text) }
    // Any name will do, but not what is a slip in one of these.
    let slip =
      Side.translations[text.lowercased()]?.rawValue
      ?? Suggestion.correction(of: text, among: names)
    if slip == nil, Side.isName(text) {
      let name = context.translation?.scalar(for: scalar).flatMap(context.plainText)
      return Side(rawValue: name?.trimmed ?? text)
    }
    context.report(
      .badWord, "`each side` cannot be \(context.quote(scalar, text))" + Suggestion.clause(slip),
      at: scalar.span, remedy: "write `each side: [right, left]`, in the order to do them",
      correction: scalar.text == text ? slip : nil)
    return nil
  }

  private func reportOneSide(_ side: Side, at span: SourceSpan) {
    let other = Side.ofBody.first { $0 != side && Side.ofBody.contains(side) }
    context.report(
      .oneSide,
      other.map { "`each side` leaves out the \($0.rawValue) side" }
        ?? "`each side` has one side only",
      at: span,
      remedy:
        "write `each side: [\(side.rawValue), \(other?.rawValue ?? "…")]`, or say why with `because:`",
      as: .warning)
  }
}
