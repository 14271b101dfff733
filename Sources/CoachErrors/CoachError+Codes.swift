// What can go wrong with files and routines; each target adds the codes of what it alone knows.
extension CoachError.Code {
  /// Anything that nobody decides by.
  public static var other: Self { Self("other") }
  /// A script, or the file of a voice, has errors.
  public static var findings: Self { Self("findings") }
  /// There is no such routine, voice or file, or it cannot be read.
  public static var missing: Self { Self("missing") }
  /// The voice cannot speak: the speech program, the engine or its data is missing.
  public static var speech: Self { Self("speech") }
  /// The routine has no such section or step.
  public static var unknownSection: Self { Self("unknownSection") }
  /// The folder to write in does not exist.
  public static var folderMissing: Self { Self("folderMissing") }
  /// The file or its folder may not be written: permissions, or a read-only file system.
  public static var notWritable: Self { Self("notWritable") }
  /// The target is a folder or another thing that cannot hold a file.
  public static var notAFile: Self { Self("notAFile") }
  /// No room: the disk is full, or a quota or size limit is reached.
  public static var diskFull: Self { Self("diskFull") }
  /// The program that was reading our output has ended.
  public static var closedPipe: Self { Self("closedPipe") }
  /// The user interrupted it.
  public static var interrupted: Self { Self("interrupted") }
  /// Reading or writing failed for another reason.
  public static var inputOutput: Self { Self("inputOutput") }
}
