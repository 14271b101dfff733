internal import ArgumentParser
internal import Desktop

struct Faster: SessionVerb {
  static let configuration: CommandConfiguration = controlling(
    "faster", "Count the coming repetitions faster.")
  static let verb = Verb.faster
  @OptionGroup var arguments: SessionArguments
}
