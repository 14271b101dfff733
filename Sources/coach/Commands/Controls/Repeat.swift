internal import ArgumentParser
internal import Desktop

struct Repeat: SessionVerb {
  static let configuration: CommandConfiguration = controlling(
    "repeat", "Repeat the last phrase or repetition.")
  static let verb = Verb.repeat
  @OptionGroup var arguments: SessionArguments
}
