public import CoachErrors
package import Platform

/// Where routines and voices are kept: the user's folder first, then what is built in.
public struct Folders: Sendable {
  /// The user's own, `$XDG_CONFIG_HOME/coach`; need not exist.
  public let user: String
  /// What ships with `coach`: holds `Scripts` and `Voices`.
  public let builtIn: String
  /// Notes every file that is looked for; `nil` if nobody needs that.
  var notes: FileNotes?

  /// Takes folders as they are given.
  public init(user: String, builtIn: String) {
    self.user = user
    self.builtIn = builtIn
  }

  /// The folders of this process, from its environment and its place.
  ///
  /// - Parameters:
  ///   - user: the user's own folder; `nil` for the usual one.
  ///   - data: the folder with what ships with `coach`; `nil` to look for it.
  ///   - given: another environment than the process's.
  /// - Returns: the folders; the user's need not exist.
  /// - Throws: `CoachError` if what ships with `coach` is not found.
  public static func standard(
    user: String? = nil, data: String? = nil, environment given: [String: String]? = nil
  ) throws(CoachError) -> Folders {
    let environment = given ?? ProcessEnvironment.all
    let user = user ?? UserFolder.config.path(in: environment) + "/coach"
    if let data = data ?? environment["COACH_DATA"], !data.isEmpty {
      return Folders(user: user, builtIn: data)
    }
    let folder = OwnProgram.folder ?? FileSystem.folder(of: CommandLine.arguments[0])
    let places = [folder + "/coach_BuiltInFiles.resources", folder + "/../share/coach"]
    for place in places where FileSystem.exists(place + "/Voices") {
      return Folders(user: user, builtIn: place)
    }
    throw CoachError(
      "The routines and voices that ship with coach are not beside it (\(places[0])).",
      advice: "Build it again with `swift build`, or set COACH_DATA to the folder that has them.")
  }

  /// The same folders, with a note made of every file that is looked for in them.
  package func noting(in notes: FileNotes) -> Folders {
    var folders = self
    folders.notes = notes
    return folders
  }

  var routines: [String] { [user + "/routines", builtIn + "/Scripts"] }
  var voices: [String] { [user + "/voices", builtIn + "/Voices"] }
}
