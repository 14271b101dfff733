internal import ArgumentParser
internal import Desktop

struct Back: SessionVerb {
  static let configuration: CommandConfiguration = controlling(
    "back", "Go back to the start of the step.")
  static let verb = Verb.back
  @OptionGroup var arguments: SessionArguments
}
