/// Which format the bytes at the front of a source are in.
///
/// The bytes decide; only where they leave it open, as with a table of one column, the ending of the name
/// does. See `docs/input.md` for the rules.
struct FormatRecognition {
  /// How many bytes are looked at.
  static let sampleSize = 65_536

  private static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]
  /// What is recognised in order to be refused, and the remedy.
  private static let foreign: [(magic: [UInt8], name: String, remedy: String)] = [
    (
      Array("PAR1".utf8), "Parquet",
      "pipe it through a reader: duckdb -c \"COPY (FROM 'FILE') TO '/dev/stdout' (FORMAT json)\" | whorl … -"
    ),
    (
      Array("ARROW1".utf8), "Arrow",
      "convert it to JSON Lines with pyarrow or duckdb and pipe that: … | whorl … -"
    ),
    (
      Array("SQLite format 3\0".utf8), "an SQLite database",
      "pipe a query: sqlite3 -csv -header FILE 'select …' | whorl … -"
    ),
    ([0xFF, 0xFE], "UTF-16", "iconv -f UTF-16 -t UTF-8 FILE | whorl … -"),
    ([0xFE, 0xFF], "UTF-16", "iconv -f UTF-16 -t UTF-8 FILE | whorl … -"),
  ]

  let source: RecordSource
  let options: RecordStreamOptions
  /// The first bytes.
  private let sample: [UInt8]
  /// Whether nothing follows them.
  private let isAll: Bool
  /// Bytes of a byte order mark at the front.
  let markLength: Int
  /// What the bytes were compressed with.
  private let compression: DecompressedInput.Compression?

  init(
    _ sample: [UInt8], isAll: Bool, source: RecordSource, options: RecordStreamOptions,
    compression: DecompressedInput.Compression? = nil
  ) {
    self.compression = compression
    self.source = source
    self.options = options
    markLength = sample.starts(with: Self.utf8Mark) ? 3 : 0
    self.sample = Array(sample.dropFirst(markLength))
    self.isAll = isAll
  }

  /// What our files are but fingerprints, by the byte that tells their kind, and where they are taken.
  private static let ours: [UInt8: (noun: String, place: String)] = [
    UInt8(ascii: "I"): ("index", "behind -r of 'whorl match' or 'whorl dedupe'"),
    UInt8(ascii: "B"): ("background", "behind --background"),
    UInt8(ascii: "V"): ("vocabulary", "behind --vocabulary"),
    UInt8(ascii: "C"): ("checkpoint", "behind --checkpoint"),
  ]

  /// The format.
  func format() throws(RecordReadingError) -> RecordFormat {
    let name = source.displayPath
    if sample.starts(with: "WHORL".utf8) {
      let (noun, place) =
        Self.ours[sample.count > 5 ? sample[5] : 0] ?? ("fingerprint", "where a fingerprint is taken (-r)")
      throw RecordReadingError(
        .fingerprintAsCorpus,
        source == .standardInput
          ? "standard input holds a whorl \(noun), and here it must be a corpus: write it to a file and name that"
          : "\(name) is a whorl \(noun), not a corpus: pass it \(place)")
    }
    if let known = Self.foreign.first(where: { sample.starts(with: $0.magic) }) {
      throw RecordReadingError(
        .foreignFormat, "\(name) is \(known.name), which whorl does not read: \(known.remedy)")
    }
    try checkContainer()
    switch options.format {
    case .jsonl?: return .jsonLines
    case .json?: return .json
    case .csv?: return try named(DelimitedLayout.comma)
    case .tsv?: return try named(DelimitedLayout.tab)
    case .text?: return .text(options.split)
    case nil:
      let format = recognised()
      // Bytes that were recognised as JSON are judged record by record.
      if format != .jsonLines, format != .json { try checkText() }
      return format
    }
  }

  /// Throws if the bytes are those of an archive, or compressed once more.
  private func checkContainer() throws(RecordReadingError) {
    let name = source.displayPath
    if let compression, let inner = DecompressedInput.innerCompression(of: sample) {
      throw RecordReadingError(
        .unsupportedCompression,
        "\(name) is compressed twice, \(inner) in \(compression); undo the outer one: "
          + "\(compression) -dc FILE | whorl … -")
    }
    // Where POSIX (pax, ustar) and GNU have it in the first header.
    if sample.count >= 512, sample[257..<262].elementsEqual("ustar".utf8), hasTarChecksum {
      throw RecordReadingError(
        .foreignFormat,
        "\(name) is a tar archive, which whorl does not unpack: tar -xOf FILE | whorl … - for what is in it as one "
          + "corpus")
    }
  }

  /// Whether the first 512 bytes have the checksum of a tar header: their sum, its own place counted as spaces, in octal.
  private var hasTarChecksum: Bool {
    let digits = sample[148..<156].filter { (0x30...0x37).contains($0) }
    let sum =
      sample[..<148].reduce(0) { $0 + Int($1) } + sample[156..<512].reduce(0) { $0 + Int($1) } + 8 * 0x20
    return !digits.isEmpty && digits.reduce(0) { $0 * 8 + Int($1 - 0x30) } == sum
  }

  /// Throws if too many of the bytes are none of UTF-8 text: a few are repaired and counted.
  private func checkText() throws(RecordReadingError) {
    let strange = strangeByteCount(sample.span)
    guard strange >= Self.leastStrangeBytes, strange * Self.strangeShare > sample.count else { return }
    throw RecordReadingError(
      .foreignFormat,
      "\(source.displayPath) is no text: \(strange) of its first \(sample.count) bytes are not UTF-8 or are "
        + "control characters; if it is text in another encoding, convert it: iconv -f ENCODING -t UTF-8 FILE | whorl … -, "
        + "or read it as it is with --input-format text")
  }

  /// More than one byte in so many makes a source binary: text in an encoding of the West has fewer that are not
  /// UTF-8, a program and random bytes have more.
  private static let strangeShare = 10
  /// Fewer than these say nothing, as in a short text with a few damaged letters.
  private static let leastStrangeBytes = 16

  private func named(_ delimiter: UInt8) throws(RecordReadingError) -> RecordFormat {
    guard let table = DelimitedSample(sample, isAll: isAll, delimiter: delimiter) else {
      throw RecordReadingError(
        .otherFormat,
        "\(source.displayPath) has no header in its first \(Self.sampleSize) bytes: "
          + "the first row must name the columns")
    }
    return .delimited(table.layout)
  }

  private func recognised() -> RecordFormat {
    guard let first = sample.firstIndex(where: { !Self.isSpace($0) }) else {
      // Nothing, or so much white space that it does not matter what follows.
      return .jsonLines
    }
    if promisesText, !isClearlyJSON(from: first) { return .text(options.split) }
    if sample[first] == UInt8(ascii: "["), let turns = conversation {
      return turns.isLine ? .jsonLines : .json
    }
    if sample[first] == UInt8(ascii: "[") {
      let next = sample[(first + 1)...].first { !Self.isSpace($0) }
      if next == nil || "{[\"]-0123456789".utf8.contains(next ?? 0) { return .json }
    }
    if sample[first] == UInt8(ascii: "{") {
      // A bracket alone on its line: an object that is laid out over several.
      let line = sample[(first + 1)...].prefix { $0 != 0x0A }
      let isAlone = line.endIndex < sample.count && line.allSatisfy(Self.isSpace)
      return isAlone && continuesAsObject(line.endIndex) ? .json : .jsonLines
    }
    if mostLinesAreObjects(wholly: false) { return .jsonLines }
    return tableOrText()
  }

  /// Whether arrays at the top are conversations, and so records.
  var holdsConversations: Bool { conversation != nil }

  /// The first array, if it holds the turns of a conversation; nil where the user named a field, which turns would be
  /// records for.
  private var conversation: TurnArraySample? {
    guard options.textField == nil, let turns = TurnArraySample(sample),
      turns.isLine || (turns.hasUser && turns.hasAssistant)
    else { return nil }
    return turns
  }

  /// Whether the name says that this is prose, and no option that it has fields.
  private var promisesText: Bool {
    options.textField == nil && ["txt", "md"].contains(source.formatEnding ?? "")
  }

  /// Whether the bytes are JSON records beyond doubt, as a name that promises text asks for: a whole object is on the
  /// first line or on half of the lines, or an object is begun that the sample does not end or that is laid out over
  /// several lines, in an array or by itself.
  private func isClearlyJSON(from first: Int) -> Bool {
    var start = first
    while start < sample.count, sample[start] == UInt8(ascii: "[") || Self.isSpace(sample[start]) {
      start += 1
    }
    if start < sample.count, sample[start] == UInt8(ascii: "{"), continuesAsObject(start + 1) {
      let line = sample[start...].prefix { $0 != 0x0A }
      // In an array, and where it goes on, what is behind the first key is left to the parser.
      if start > first || line.endIndex == sample.count && !isAll { return true }
      if sample[(start + 1)..<line.endIndex].allSatisfy(Self.isSpace) { return true }
    }
    return firstLineIsObject || mostLinesAreObjects(wholly: true)
  }

  /// Whether the first line that is not blank is a whole object, and another line follows.
  private var firstLineIsObject: Bool {
    var lines = LineScanner(0..<sample.count)
    while let line = lines.next(in: sample.span) {
      guard let first = sample[line].first(where: { !Self.isSpace($0) }) else { continue }
      guard first == UInt8(ascii: "{"), line.upperBound < sample.count else { return false }
      var output: [UInt8] = []
      let padded = sample + [UInt8](repeating: 0, count: RecordChunk.padding)
      let status = LineReader(paths: []).readRepairing(line, of: padded.span, into: &output).status
      return LineReader.explanation(of: status) == nil
    }
    return false
  }

  /// Whether the next line that is not blank goes on with a key or ends the object.
  private func continuesAsObject(_ start: Int) -> Bool {
    let next = sample[start...].first { !Self.isSpace($0) }
    return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
  }

  /// Whether at least half of the first lines begin with an object, or are one.
  private func mostLinesAreObjects(wholly: Bool) -> Bool {
    let reader = wholly ? LineReader(paths: []) : nil
    let padded = wholly ? sample + [UInt8](repeating: 0, count: RecordChunk.padding) : []
    func isObject(_ line: Range<Int>) -> Bool {
      guard let reader else { return true }
      var output: [UInt8] = []
      return LineReader.explanation(of: reader.readRepairing(line, of: padded.span, into: &output).status)
        == nil
    }
    var lines = LineScanner(0..<sample.count)
    var (objects, others, looked) = (0, 0, 0)
    while looked < FieldPlan.linesLookedAt, let line = lines.next(in: sample.span) {
      // The sample may cut the last line short.
      if line.upperBound == sample.count, !isAll, looked > 0 { break }
      let text = sample[line].drop(while: Self.isSpace)
      guard !text.isEmpty else { continue }
      looked += 1
      if text.first == UInt8(ascii: "{"), isObject(line) { objects += 1 } else { others += 1 }
    }
    return objects > 0 && objects >= others
  }

  private func tableOrText() -> RecordFormat {
    let ending = source.formatEnding
    // A table of one column may be either: the name says which.
    let delimiters = [DelimitedLayout.tab, DelimitedLayout.comma]
    for delimiter in ending == "csv" ? delimiters.reversed() : delimiters {
      guard let table = DelimitedSample(sample, isAll: isAll, delimiter: delimiter) else { continue }
      if table.isLikely(textField: options.textField) { return .delimited(table.layout) }
    }
    let claimed = ["tsv": DelimitedLayout.tab, "csv": DelimitedLayout.comma]
    if let delimiter = ending.flatMap({ claimed[$0] }),
      let table = DelimitedSample(sample, isAll: isAll, delimiter: delimiter)
    {
      return .delimited(table.layout)
    }
    // Prose under a name that promises JSON is damage and not a document.
    if let ending, ["jsonl", "ndjson", "json"].contains(ending) { return .jsonLines }
    return .text(options.split)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
