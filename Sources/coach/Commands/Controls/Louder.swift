internal import ArgumentParser
internal import Desktop

struct Louder: SessionVerb {
  static let configuration: CommandConfiguration = controlling(
    "louder", "Make the running session louder.")
  static let verb = Verb.louder
  @OptionGroup var arguments: SessionArguments
}
