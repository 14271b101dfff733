internal import ArgumentParser
internal import Desktop

struct Pause: SessionVerb {
  static let configuration: CommandConfiguration = controlling(
    "pause", "Pause the running session.")
  static let verb = Verb.pause
  @OptionGroup var arguments: SessionArguments
}
