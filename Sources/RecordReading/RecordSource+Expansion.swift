extension RecordSource {
  /// The sources that command-line arguments stand for, in the order given.
  ///
  /// `-` is standard input. A directory stands for the files below it at any depth whose names end in
  /// `.jsonl`, `.ndjson`, `.json`, `.csv` or `.tsv`, or if there are none in `.txt`, each also with `.gz` or
  /// `.zst` behind it, ASCII letters in either case; names that start with a dot are left out, and symbolic
  /// links are followed. An argument with `*`, `?` or `[` that is no path stands for the paths that it
  /// matches (POSIX glob). Any other argument is taken as it is, whatever its name.
  ///
  /// A file that is named twice (the same device and inode) is kept twice and noted.
  ///
  /// - Parameters:
  ///   - arguments: Paths, patterns and `-`, as on the command line.
  ///   - onFailure: Called with what would be thrown, for one argument, or one file that a directory or a pattern
  ///     stands for, which is left out then; nil to throw.
  /// - Throws: ``RecordReadingError`` if an argument does not exist or cannot be listed, if a directory
  ///   holds no such file, if a pattern matches nothing, or if standard input is named twice.
  /// - Complexity: O(*n* log *n*) for *n* files.
  public static func expand(
    _ arguments: [String], onFailure: ((RecordReadingError) -> Void)? = nil
  ) throws(RecordReadingError) -> RecordSourceExpansion {
    var expansion = SourceExpander(onFailure: onFailure)
    for argument in arguments {
      do throws(RecordReadingError) {
        try expansion.add(argument)
      } catch {
        guard let onFailure else { throw error }
        onFailure(error)
      }
    }
    return RecordSourceExpansion(sources: expansion.sources, notes: expansion.notes)
  }
}

private struct SourceExpander {
  var sources: [RecordSource] = []
  var notes: [String] = []
  private var firstNames: [FileStatus.Identity: RecordSource] = [:]
  private let onFailure: ((RecordReadingError) -> Void)?
  /// What was told so far.
  private var failures = 0

  init(onFailure: ((RecordReadingError) -> Void)?) {
    self.onFailure = onFailure
  }

  mutating func add(_ argument: String) throws(RecordReadingError) {
    if argument == "-" {
      guard !sources.contains(.standardInput) else {
        throw RecordReadingError(
          .repeatedStandardInput, "standard input (-) is named twice: it can be read only once")
      }
      sources.append(.standardInput)
      return
    }
    let path = Array(argument.utf8)
    if GlobPattern.isPattern(path), (try? FileStatus(path: path)) == nil {
      let matches = GlobPattern.matches(path)
      guard !matches.isEmpty else {
        throw RecordReadingError(
          .cannotOpen, "cannot open \(printable(argument)): no file has a name of this pattern")
      }
      for match in matches {
        try attempt { (expander) throws(RecordReadingError) in try expander.add(match) }
      }
    } else {
      try add(path)
    }
  }

  private mutating func add(_ path: [UInt8]) throws(RecordReadingError) {
    let source = RecordSource(pathBytes: path)
    let status = try Self.status(of: source, path)
    guard status.kind == .directory else {
      append(source, status)
      return
    }
    var found: [(path: [UInt8], status: FileStatus)] = []
    let failuresBefore = failures
    try list(path, status, ancestors: [], into: &found)
    let isTable = found.map { Self.endings.contains(RecordSource(pathBytes: $0.path).formatEnding ?? "") }
    if isTable.contains(true), isTable.contains(false) {
      let texts = isTable.count { !$0 }
      notes.append(
        "\(source.displayPath): \(texts) .txt \(texts == 1 ? "file" : "files") beside records left out; "
          + "name them one by one to read them")
      found = zip(found, isTable).filter(\.1).map(\.0)
    }
    guard !found.isEmpty else {
      // What is there and cannot be read was told.
      if failures > failuresBefore { return }
      throw RecordReadingError(
        .noRecordFiles,
        "no record files in \(source.displayPath): directories are searched for *.jsonl, *.ndjson, *.json, "
          + "*.csv, *.tsv and *.txt, also with .gz and .zst; name other files one by one")
    }
    found.sort { $0.path.lexicographicallyPrecedes($1.path) }
    for file in found {
      append(RecordSource(pathBytes: file.path), file.status)
    }
  }

  /// Does `work`. What it throws is told, where failures are, and thrown where not, so that one bad name costs none
  /// of the names beside it.
  private mutating func attempt(
    _ work: (inout SourceExpander) throws(RecordReadingError) -> Void
  ) throws(RecordReadingError) {
    do throws(RecordReadingError) {
      try work(&self)
    } catch {
      guard let onFailure else { throw error }
      failures += 1
      onFailure(error)
    }
  }

  private mutating func append(_ source: RecordSource, _ status: FileStatus) {
    if status.kind == .regular {
      if let first = firstNames[status.identity] {
        let name = source.displayPath
        let other = first == source ? "" : " (as \(first.displayPath))"
        notes.append("\(name) is read more than once\(other): its records count each time")
      } else {
        firstNames[status.identity] = source
      }
    }
    sources.append(source)
  }

  private mutating func list(
    _ directory: [UInt8], _ status: FileStatus, ancestors: [FileStatus.Identity],
    into found: inout [(path: [UInt8], status: FileStatus)]
  ) throws(RecordReadingError) {
    let source = RecordSource(pathBytes: directory)
    guard !ancestors.contains(status.identity) else {
      notes.append("\(source.displayPath) leads back to a directory above it and is left out")
      return
    }
    let below = ancestors + [status.identity]
    let names: [[UInt8]]
    do {
      names = try visibleNames(inDirectory: directory)
    } catch {
      let failure = RecordReadingError(.cannotOpen, "cannot open \(source.displayPath): \(error.text)")
      guard !ancestors.isEmpty else { throw failure }
      return try attempt { (_) throws(RecordReadingError) in throw failure }
    }
    let slash = UInt8(ascii: "/")
    let prefix = directory.last == slash ? directory : directory + [slash]
    for name in names.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let path = prefix + name
      guard let status = try? FileStatus(path: path) else {
        // A dangling link matters only where its name says that it should hold records.
        if Self.isRecordFileName(name) {
          try attempt { (_) throws(RecordReadingError) in
            _ = try Self.status(of: RecordSource(pathBytes: path), path)
          }
        }
        continue
      }
      switch status.kind {
      case .directory:
        try list(path, status, ancestors: below, into: &found)
      case .regular:
        if Self.isRecordFileName(name) {
          found.append((path, status))
        }
      case .other:
        break
      }
    }
  }

  private static func status(
    of source: RecordSource, _ path: [UInt8]
  ) throws(RecordReadingError) -> FileStatus {
    do {
      return try FileStatus(path: path)
    } catch {
      throw RecordReadingError(.cannotOpen, "cannot open \(source.displayPath): \(error.text)")
    }
  }

  private static let endings = ["jsonl", "ndjson", "json", "csv", "tsv"]

  private static func isRecordFileName(_ name: [UInt8]) -> Bool {
    guard let ending = RecordSource(pathBytes: name).formatEnding else { return false }
    return endings.contains(ending) || ending == "txt"
  }
}
