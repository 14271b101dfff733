// The fuzzer: libFuzzer, with one of the targets. Which one is told by the environment, because
// libFuzzer starts this program anew with arguments of its own.

internal import CLibFuzzer
internal import FuzzTargets
internal import Glibc

enum Target {
  static let name = getenv("COACH_FUZZ_TARGET").map { String(cString: $0) } ?? ""
  static let isScript = name == "script"

  /// What is wrong with an input.
  @MainActor static func violations(of bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    isScript ? script.violations(of: bytes) : speech.violations(of: bytes)
  }

  private static let script = started { try ScriptFuzz(isTimed: true) }
  @MainActor private static let speech = started { try SpeechFuzz(isTimed: true) }

  private static func started<Value>(_ start: () throws -> Value) -> Value {
    do {
      return try start()
    } catch {
      fatalError("\(name) cannot be fuzzed: \(error)")
    }
  }
}

enum Memory {
  static let growth = FuzzGrowth()
}

@_cdecl("LLVMFuzzerCustomMutator")
func mutate(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ most: Int, _ seed: UInt32) -> Int {
  // Half of all changes are libFuzzer's own.
  guard Target.isScript, seed % 2 == 0, size > 0 else { return LLVMFuzzerMutate(data, size, most) }
  var mutator = ScriptMutator(seed: UInt64(seed))
  let changed = mutator.changed(UnsafeBufferPointer(start: data, count: size)).prefix(most)
  for (index, byte) in changed.enumerated() { data[index] = byte }
  return changed.count
}

var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
exit(
  LLVMFuzzerRunDriver(&count, &arguments) { data, size in
    let bytes = UnsafeBufferPointer(start: data, count: size)
    // libFuzzer keeps no input that is answered so.
    if Target.isScript, !ScriptFuzz.isText(bytes) { return -1 }
    // libFuzzer calls from the thread that it was started on.
    nonisolated(unsafe) let input = bytes
    var violations = MainActor.assumeIsolated { Target.violations(of: input) }
    if Memory.growth.bytes > FuzzGrowth.most {
      violations.append("the process has grown by \(Memory.growth.bytes >> 20) MiB")
    }
    guard violations.isEmpty else {
      let words = violations.map { "violation: \($0)\n" }.joined()
      _ = words.withCString { write(STDERR_FILENO, $0, strlen($0)) }
      abort()
    }
    return 0
  })
