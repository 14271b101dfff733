internal import ArgumentParser
internal import Catalog
internal import Speech

struct Voices: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "List the voices there are.")

  func run() throws {
    let catalog = VoiceCatalog(try Report.folders())
    let width = catalog.names.map { DisplayWidth.columns(of: $0) }.max() ?? 0
    for name in catalog.names {
      let about: String
      do throws(VoiceCatalog.Failure) {
        about = try catalog.profile(named: name).about
      } catch {
        about = "(cannot be used: try `coach preview upper-back-relief --voice \(name)`)"
      }
      let standard = name == VoiceCatalog.standard ? "  (the usual one)" : ""
      try Console.print(
        "\(DisplayWidth.padded(name, to: width))  \(DisplayWidth.visible(about))\(standard)")
    }
  }
}
