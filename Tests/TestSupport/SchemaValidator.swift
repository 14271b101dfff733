internal import Foundation

/// Texts judged by a JSON Schema, with the library that is made for that.
public enum SchemaValidator {
  /// Judges YAML texts.
  ///
  /// - Parameters:
  ///   - texts: the texts.
  ///   - schema: the schema, as JSON text.
  /// - Returns: for each text why it is refused; `nil` where it is accepted.
  /// - Throws: where the schema is none, or there is no library.
  public static func refusals(of texts: [String], by schema: String) throws -> [String?] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "coach-schema-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["input", "output", "errors"].map { folder.appending(path: $0) }
    let task: [String: Any] = ["schema": try object(schema), "texts": texts]
    try JSONSerialization.data(withJSONObject: task).write(to: files[0])
    let program = Repository.root.appending(path: "Tests/Schemas/validate.py").path()
    let child = try Child(
      [program], environment: ProcessInfo.processInfo.environment, input: files[0].path(),
      output: files[1].path(), errors: files[2].path())
    guard child.wait() == 0 else {
      throw RigFailure(String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
    }
    return try JSONDecoder().decode([String?].self, from: Data(contentsOf: files[1]))
  }

  /// A schema as the object it is.
  public static func object(_ schema: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(schema.utf8))
    guard let object = object as? [String: Any] else { throw RigFailure("no schema") }
    return object
  }
}
