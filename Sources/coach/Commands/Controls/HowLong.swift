internal import ArgumentParser
internal import Desktop

struct HowLong: SessionVerb {
  static let configuration: CommandConfiguration = controlling(
    "how-long", "Have the running session say where it is and how long is left.")
  static let verb = Verb.howLong
  @OptionGroup var arguments: SessionArguments
}
