internal import ArgumentParser
internal import Desktop

struct Stop: SessionVerb {
  static let configuration: CommandConfiguration = controlling(
    "stop", "Stop the running session; `coach resume` resumes it.")
  static let verb = Verb.stop
  @OptionGroup var arguments: SessionArguments
}
