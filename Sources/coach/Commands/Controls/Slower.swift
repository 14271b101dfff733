internal import ArgumentParser
internal import Desktop

struct Slower: SessionVerb {
  static let configuration: CommandConfiguration = controlling(
    "slower", "Count the coming repetitions more slowly.")
  static let verb = Verb.slower
  @OptionGroup var arguments: SessionArguments
}
