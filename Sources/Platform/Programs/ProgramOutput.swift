internal import Glibc

/// What a program printed, and how it ended.
public struct ProgramOutput: Sendable {
  /// All that it wrote to its standard output and error, as it came.
  public let text: String
  /// How it ended.
  public let ending: ChildProcess.Ending

  /// Runs a program to its end, with nothing to read.
  ///
  /// - Parameters:
  ///   - program: how to find it.
  ///   - arguments: what it gets after its name.
  /// - Throws: why it cannot be started.
  public init(of program: ChildProcess.Program, _ arguments: [String]) throws(Errno) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Errno.last }
    let readEnd = Descriptor(owning: ends[0])
    let writeEnd = Descriptor(owning: ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var launch = ChildProcess.Launch(program, arguments)
    launch.output = .descriptor(writeEnd.number)
    launch.errors = .descriptor(writeEnd.number)
    let child = try ChildProcess(launch)
    // The end of its output shows only when nobody else can write there.
    try writeEnd.close()
    // What cannot be read any more was the last of it.
    let bytes = (try? readEnd.readAll()) ?? []
    text = String(decoding: bytes, as: UTF8.self)
    ending = child.wait()
  }
}
