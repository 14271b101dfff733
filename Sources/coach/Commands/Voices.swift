internal import ArgumentParser
internal import Catalog
internal import CoachErrors
internal import Speech

struct Voices: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List all voices, with the language each speaks.")

  func run() throws {
    let catalog = VoiceCatalog(try Folders.standard())
    let width = catalog.names.map { DisplayWidth.columns(of: $0) }.max() ?? 0
    let languageWidth = catalog.languages.map { DisplayWidth.columns(of: $0) }.max() ?? 0
    for name in catalog.names {
      let about: String
      var language = ""
      do throws(CoachError) {
        let profile = try catalog.profile(named: name)
        (about, language) = (profile.about, profile.language)
      } catch {
        about = "(cannot be used: try `coach preview upper-back-relief --voice \(name)`)"
      }
      let standard = name == VoiceCatalog.standard ? "  (the usual one)" : ""
      try Console.print(
        "\(DisplayWidth.padded(name, to: width))  "
          + "\(DisplayWidth.padded(language, to: languageWidth))  \(DisplayWidth.visible(about))\(standard)"
      )
    }
  }
}
