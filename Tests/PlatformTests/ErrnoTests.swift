import Glibc
import Platform
import Testing

@Suite struct ErrnoTests {
  @Test(
    "An error's reason can follow a colon in a message",
    arguments: [
      (Errno.noSuchFileOrDirectory, "no such file or directory"),
      (.permissionDenied, "permission denied"), (.ioError, "input/output error"),
    ])
  func reason(_ error: Errno, _ words: String) {
    #expect(error.reason == words)
  }

  @Test("A number that the system does not know still has a reason")
  func unknownNumber() { #expect(!Errno(rawValue: 4_711).reason.isEmpty) }

  @Test("The last error is that of the last failed call")
  func last() {
    #expect(access("/no/such/folder", F_OK) == -1)
    #expect(Errno.last == .noSuchFileOrDirectory)
  }
}
