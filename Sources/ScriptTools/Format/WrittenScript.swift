internal import RoutineScript
internal import SourceYAML

/// A script as it is written down: every value with its style, and every comment in its place.
struct WrittenScript {
  /// Everything: `above` is what is before the first value.
  var root = WrittenMember()
  /// What is after the last value.
  var below: [SpareLine] = []

  /// Every comment, in the order of the text.
  var comments: [String] { root.comments + below.compactMap(\.comment) }
}

/// A line without a value.
enum SpareLine: Equatable {
  case blank
  /// From its `#` on.
  case comment(String)
  /// A line that was taken out by a `#` before its indentation; removing that puts it back.
  case lineTakenOut(String)

  var comment: String? {
    switch self {
    case .blank: nil
    case .comment(let text), .lineTakenOut(let text): text
    }
  }
}

/// An entry of a mapping or an item of a list, with the comments that belong to it.
struct WrittenMember {
  /// The lines before it.
  var above: [SpareLine] = []
  /// An entry's key; an item has none.
  var key: WrittenScalar?
  /// The comment behind `key:` or `-` if the value starts on a later line.
  var head: String?
  /// The lines between that and the value.
  var between: [SpareLine] = []
  var value = WrittenNode.scalar(.nothing)
  /// The comment behind the value; behind `>-` if it is a block of text.
  var tail: String?
  /// Within brackets: whether it is on a later line than what is before it.
  var startsRow = false

  var comments: [String] {
    var comments = above.compactMap(\.comment) + [head].compactMap(\.self)
    comments += between.compactMap(\.comment)
    if case .collection(let collection) = value { comments += collection.comments }
    return comments + [tail].compactMap(\.self)
  }
}

/// A value as it is written.
indirect enum WrittenNode {
  case scalar(WrittenScalar)
  case collection(WrittenCollection)

  /// Whether nothing is written.
  var isEmpty: Bool {
    if case .scalar(let scalar) = self {
      scalar.style == .plain && scalar.value.isNull
    } else {
      false
    }
  }

  var collection: WrittenCollection? { if case .collection(let all) = self { all } else { nil } }
  var scalar: WrittenScalar? { if case .scalar(let scalar) = self { scalar } else { nil } }
}

/// A mapping or a list.
struct WrittenCollection {
  let isMapping: Bool
  /// Whether it is in brackets.
  let isFlow: Bool
  /// Whether it is one key in a list in brackets, without braces of its own: `[in: 4s]`.
  var isBare = false
  var members: [WrittenMember] = []
  /// The lines after its last member that are indented like it.
  var below: [SpareLine] = []

  var comments: [String] { members.flatMap(\.comments) + below.compactMap(\.comment) }
}

/// A single value.
struct WrittenScalar {
  enum Style {
    case plain
    case quoted
    case folded
    case literal
  }

  let style: Style
  /// Its lines without their indentation: where the author broke the text.
  let lines: [String]
  /// What it means to the YAML parser.
  var value = ""

  static let nothing = WrittenScalar(style: .plain, lines: [])
}

extension WrittenNode {
  /// Whether a formatted text still reads as this.
  func reads(as tree: SourceNode) -> Bool {
    switch (self, tree) {
    case (.scalar(let scalar), .scalar(let read)):
      return scalar.value.isIdentical(to: read.text)
        && (scalar.style == .plain && scalar.value.isNull) == read.isNothing
    case (.collection(let list), .list(let items, _)) where !list.isMapping:
      return list.members.count == items.count
        && zip(list.members, items).allSatisfy { $0.value.reads(as: $1) }
    case (.collection(let mapping), .mapping(let entries, _)) where mapping.isMapping:
      return mapping.members.count == entries.count
        && zip(mapping.members, entries).allSatisfy { member, entry in
          member.key?.value.isIdentical(to: entry.key.text) == true
            && member.value.reads(as: entry.value)
        }
    default: return false
    }
  }
}

/// Why a text cannot be formatted.
struct FormatRefusal: Error {
  let place: SourcePosition
  let message: String
  let remedy: String

  init(
    _ place: SourcePosition, _ message: String = "it is not clear how to format this",
    remedy: String = "write it as `key: value`, or as `- item`, with comments on lines of their own"
  ) {
    self.place = place
    self.message = message
    self.remedy = remedy
  }
}

extension String {
  /// Whether both are the same character codes; equal texts may be encoded differently.
  func isIdentical(to other: String) -> Bool { utf8.elementsEqual(other.utf8) }

  /// Whether it is one of YAML's spellings of nothing.
  var isNull: Bool { ["", "~", "null"].contains(self) }
}
