internal import ArgumentParser
internal import Desktop

struct Toggle: SessionVerb {
  static let configuration: CommandConfiguration = controlling(
    "toggle", "Pause the running session, resume it, or say \"go\" if it waits.")
  static let verb = Verb.toggle
  @OptionGroup var arguments: SessionArguments
}
