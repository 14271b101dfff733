internal import ArgumentParser
internal import Desktop

struct Next: SessionVerb {
  static let configuration: CommandConfiguration = controlling("next", "Go on to the next step.")
  static let verb = Verb.next
  @OptionGroup var arguments: SessionArguments
}
