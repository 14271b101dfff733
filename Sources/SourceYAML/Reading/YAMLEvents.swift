// libyaml's events have both ends of every value, and none of the costs of a tree that is made only
// to be turned into another.
internal import CYAML

/// A YAML text as the events its parser finds in it, one after the other.
package struct YAMLEvents: ~Copyable {
  /// What a part of the text is.
  package enum Event {
    case scalar(String, ScalarStyle)
    /// In brackets if it is in YAML's flow style.
    case listStart(isFlow: Bool)
    /// Also a pair of a list in brackets: `[a: 1]`.
    case mappingStart(isFlow: Bool)
    /// The end of a list or a mapping.
    case end
    case alias(String)
    case documentStart
    case documentEnd
    case streamEnd
  }

  /// How a value is written.
  package enum ScalarStyle {
    case plain
    case quoted
    /// After a `|`.
    case literal
    /// After a `>`.
    case folded

    /// Whether it is a text on lines of its own.
    package var isBlock: Bool { self == .literal || self == .folded }
  }

  /// An event and its place.
  package struct Placed {
    package let event: Event
    package let start: SourcePosition
    /// The place after its last character; that of `start` if a value was left out.
    package let end: SourcePosition
  }

  /// Why there is no tree.
  enum Failure: Error {
    /// There is nothing in the text.
    case empty
    /// It has an alias, which is not supported.
    case alias(SourceSpan)
    /// The text is not YAML here.
    case syntax(SyntaxProblem)
    /// A part of it is not text.
    case unreadable(String)
  }

  // Behind a pointer because the parser keeps its own address.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  /// Where the last event begins.
  private(set) var start = SourcePosition(line: 1, column: 1)
  /// The place after its last character.
  private(set) var end = SourcePosition(line: 1, column: 1)

  /// Begins to parse a text, which must not move while there are events.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// All events of a text; `nil` if it is not YAML, for which `YAMLReader` gives the reason.
  package static func all(in text: String) -> [Placed]? {
    var text = text
    return text.withUTF8 { bytes in
      var events = YAMLEvents(bytes)
      var all: [Placed] = []
      while let event = try? events.next() {
        all.append(Placed(event: event, start: events.start, end: events.end))
        if case .streamEnd = event { return all }
      }
      return nil
    }
  }

  /// The next event.
  mutating func next() throws(Failure) -> Event {
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else { throw failure }
      defer { yaml_event_delete(&event) }
      start = SourcePosition(event.start_mark)
      end = SourcePosition(event.end_mark)
      switch event.type {
      case YAML_SCALAR_EVENT:
        let scalar = event.data.scalar
        let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        return .scalar(String(decoding: bytes, as: UTF8.self), ScalarStyle(scalar.style))
      case YAML_SEQUENCE_START_EVENT:
        return .listStart(isFlow: event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE)
      case YAML_MAPPING_START_EVENT:
        return .mappingStart(isFlow: event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE)
      case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .end
      case YAML_ALIAS_EVENT: return .alias(String(cString: event.data.alias.anchor))
      case YAML_DOCUMENT_START_EVENT: return .documentStart
      case YAML_DOCUMENT_END_EVENT: return .documentEnd
      case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return .streamEnd
      default: break
      }
    }
  }

  private var failure: Failure {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "there is not enough memory"
    guard parser.pointee.error == YAML_READER_ERROR else {
      let reading = parser.pointee.context.map {
        (String(cString: $0), SourcePosition(parser.pointee.context_mark))
      }
      return .syntax(
        SyntaxProblem(
          words: problem, place: SourcePosition(parser.pointee.problem_mark), reading: reading))
    }
    return .unreadable(problem)
  }
}

extension SourcePosition {
  /// The C parser counts lines and columns from 0.
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(line: mark.line + 1, column: mark.column + 1)
  }
}

extension YAMLEvents.ScalarStyle {
  fileprivate init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .quoted
    case YAML_LITERAL_SCALAR_STYLE: self = .literal
    case YAML_FOLDED_SCALAR_STYLE: self = .folded
    default: self = .plain
    }
  }
}
