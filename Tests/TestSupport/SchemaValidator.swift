internal import Foundation

/// Validates texts by a JSON Schema, with an independent library.
public enum SchemaValidator {
  /// Validates YAML texts.
  ///
  /// - Parameters:
  ///   - texts: the texts.
  ///   - schema: the schema, as JSON text.
  /// - Returns: for each text the reason it is refused; `nil` if it is accepted.
  /// - Throws: if the schema is not valid, or the library is missing.
  public static func refusals(of texts: [String], by schema: String) throws -> [String?] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "coach-schema-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appending(path: "input")
    let task: [String: Any] = ["schema": try object(schema), "texts": texts]
    try JSONSerialization.data(withJSONObject: task).write(to: input)
    let program = Repository.root.appending(path: "Tests/Schemas/validate.py").path()
    let result = try Child.run(
      [program], environment: ProcessInfo.processInfo.environment, input: input.path())
    guard result.code == 0 else { throw RigFailure(result.errors) }
    return try JSONDecoder().decode([String?].self, from: result.output)
  }

  /// A schema as an object.
  public static func object(_ schema: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(schema.utf8))
    guard let object = object as? [String: Any] else { throw RigFailure("no schema") }
    return object
  }
}
