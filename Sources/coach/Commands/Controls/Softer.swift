internal import ArgumentParser
internal import Desktop

struct Softer: SessionVerb {
  static let configuration: CommandConfiguration = controlling(
    "softer", "Make the running session softer.")
  static let verb = Verb.softer
  @OptionGroup var arguments: SessionArguments
}
