internal import SourceYAML

/// The sides that a step is done on.
extension StepReader {
  func sides() -> [Side] {
    guard let entry = reader.entry(StepKey.eachSide) else { return [] }
    let items = context.items(entry.value)
    let sides = sides(items, of: .eachSide, entry)
    // If a word was not understood, that is the finding.
    if sides.count == 1, items.count == 1, !reader.has(StepKey.because) {
      reportOneSide(sides[0], at: entry.key.span)
    }
    return sides
  }

  /// The sides that repetitions are done on in turn.
  func alternating() -> [Side] {
    guard let entry = reader.entry(StepKey.alternate) else { return [] }
    let items = context.items(entry.value)
    let sides = sides(items, of: .alternate, entry)
    if reader.has(StepKey.eachSide) {
      context.report(
        .twoKinds, "`alternate` and `each side` exclude each other", at: entry.key.span,
        remedy: "keep `alternate:` for side by side, `each side:` for one side after the other")
    }
    if sides.count == 1, items.count == 1 {
      context.report(
        .oneSide, "`alternate` has one side only", at: entry.key.span,
        remedy: "write `alternate: [left, right]`, or `each side: \(sides[0].rawValue)`",
        as: .warning)
    }
    return sides
  }

  private func sides(_ items: [SourceNode], of key: StepKey, _ entry: SourceEntry) -> [Side] {
    let name = key.rawValue
    if items.isEmpty {
      context.report(
        .missingKey, "`\(name)` is empty", at: entry.key.span,
        remedy: "write `\(name): [right, left]`, in the order to do them")
    }
    var sides: [Side] = []
    for item in limited(items, to: ScriptLimits.sides, entry) {
      guard let side = side(item, of: name) else { continue }
      if sides.contains(side) {
        context.report(
          .badWord, "`\(name)` names `\(side.rawValue)` twice", at: item.span,
          remedy: "write `\(name): [right, left]`")
      } else {
        sides.append(side)
      }
    }
    return sides
  }

  private func side(_ item: SourceNode, of key: String) -> Side? {
    guard let scalar = context.scalar(item, of: key),
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
      .badWord, "`\(key)` cannot be \(context.quote(scalar, text))" + Suggestion.clause(slip),
      at: scalar.span, remedy: "write `\(key): [right, left]`, in the order to do them",
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
