import Testing

@testable import coach

@Suite("Keys of a terminal, and where they scroll to")
struct KeyTests {
  @Test(
    "Keys are made of what terminals send",
    arguments: [
      ("q", [Key.character(0x71)]),
      ("\u{1B}[A\u{1B}OB", [.up, .down]),
      ("\u{1B}[5~\u{1B}[6~\u{1B}[1~\u{1B}[8~", [.pageUp, .pageDown, .home, .end]),
      ("\u{1B}[H\u{1B}OF", [.home, .end]),
      // With Ctrl or Shift held.
      ("\u{1B}[1;5Cx", [.right, .character(0x78)]),
      // Function keys, and what is cut off, are nothing; what follows is whole.
      ("\u{1B}[15~n", [.character(0x6E)]),
      ("\u{1B}[\u{1B}[Dn", [.left, .character(0x6E)]),
      ("\u{1B}n", [.character(0x6E)]),
      ("\u{1B}[Zn", [.character(0x6E)]),
    ])
  func decoded(bytes: String, keys: [Key]) {
    var decoder = KeyDecoder()
    #expect(bytes.utf8.compactMap { decoder.key($0) } == keys)
  }

  @Test(
    "A scroll stays within the table",
    arguments: [
      (PreviewScroll.lines(1), 11), (.lines(-1), 9), (.pages(1), 14), (.pages(-1), 6),
      (.toTop, 0), (.toEnd, 15), (.lines(100), 15), (.pages(-100), 0), (.lines(.min / 2), 0),
    ])
  func scrolled(scroll: PreviewScroll, top: Int) {
    #expect(scroll.top(from: PreviewPage.Part(rows: 10..<15, count: 20)) == top)
  }
}
