/// Reads one source to its end in chunks of whole records.
///
///     var stream = try RecordStream(source)
///     while let chunk = try stream.nextChunk() {
///       extractor.extract(chunk, into: &batch)
///     }
///
/// Compression and format are recognised by the first bytes. A UTF-8 byte order mark at the front is left
/// out. Each byte is read once, in order, so pipes work; memory is that of one chunk, or of the longest
/// record if that is longer. The records that come out do not depend on the chunk size.
public struct RecordStream: ~Copyable {
  /// What was read, byte for byte; nil before the end of the source.
  public internal(set) var inputDigest: InputDigest?
  /// The format; nil before the first chunk.
  public private(set) var format: RecordFormat?

  let source: RecordSource
  let options: RecordStreamOptions
  private let input: DecompressedInput
  /// The start of a record whose end has not been read.
  var carry: [UInt8] = []
  /// Finds the records where they are not lines.
  var framer: (any RecordFramer)?
  var line = 1
  var offset = 0
  /// Records so far where they are not lines.
  var records = 0
  /// The same with those that are too long.
  var elements = 0
  private var sequence = 0
  var failure: RecordReadingError?

  /// Opens a source.
  ///
  /// - Throws: ``RecordReadingError`` if it cannot be opened.
  public init(
    _ source: RecordSource, options: RecordStreamOptions = RecordStreamOptions()
  ) throws(RecordReadingError) {
    do throws(SystemFailure) {
      self.init(source, file: try InputFile(source), options: options)
    } catch {
      throw RecordReadingError(.cannotOpen, "cannot open \(source.displayPath): \(error.text)")
    }
  }

  /// Reads from an open file; `source` only names it.
  init(_ source: RecordSource, file: InputFile, options: RecordStreamOptions) {
    self.source = source
    self.options = options
    input = DecompressedInput(raw: RawInput(file: file))
  }

  /// Bytes read so far as they lie on disk.
  public var bytesRead: Int { input.raw.byteCount }

  /// SHA-256 of the bytes read so far as they lie on disk, in lower-case hexadecimal digits.
  public var sha256OfBytesRead: String { input.raw.sha256 }

  /// Whether the file was written to since it was opened, so that what was read may be of no one moment.
  public var hasChanged: Bool { input.raw.hasChanged }

  /// Reads the rest of the source as it lies on disk, without decompressing it, for its digest alone:
  /// where no more records are wanted, or damage ended them.
  ///
  /// - Throws: ``RecordReadingError`` if the operating system fails.
  public mutating func skipRest() throws(RecordReadingError) -> InputDigest {
    if let inputDigest { return inputDigest }
    do throws(SystemFailure) {
      try input.raw.skipRest()
    } catch {
      throw RecordReadingError(.cannotRead, "cannot read \(source.displayPath): \(error.text)")
    }
    let digest = digest()
    inputDigest = digest
    return digest
  }

  /// The next records, or nil at the end of the source.
  ///
  /// Where the input is damaged, the whole records before the damage come as a last chunk and the call
  /// after it throws.
  ///
  /// - Throws: ``RecordReadingError`` if reading fails, a compressed stream is damaged, or the input is
  ///   something that cannot hold records. Every later call throws the same error.
  /// - Complexity: O(*n*) for *n* bytes read.
  public mutating func nextChunk() throws(RecordReadingError) -> RecordChunk? {
    if let failure { throw failure }
    if inputDigest != nil { return nil }
    if format == nil { try recognise() }
    var oversized: [OversizedLine] = []
    var spans: [RecordSpan] = []
    let bytes = framer == nil ? readLines(&oversized) : readFramed(&spans, &oversized)
    if let chunk = makeChunk(bytes, spans, oversized) { return chunk }
    if let failure { throw failure }
    return nil
  }

  private mutating func recognise() throws(RecordReadingError) {
    let (sample, isAll) = input.peek(FormatRecognition.sampleSize)
    let recognition = FormatRecognition(
      sample, isAll: isAll, source: source, options: options, compression: input.compression)
    do throws(RecordReadingError) {
      let format = try recognition.format()
      self.format = format
      switch format {
      case .jsonLines, .text(.line): break
      case .json: framer = JSONFramer(arraysAreRecords: recognition.holdsConversations)
      case .delimited(let layout): framer = DelimitedFramer(delimiter: layout.delimiter)
      case .text(.file): framer = TextFramer(isDivided: false)
      case .text(.paragraph): framer = TextFramer(isDivided: true)
      }
    } catch {
      failure = error
      throw error
    }
    offset = recognition.markLength
    input.dropPeeked(recognition.markLength)
  }

  /// Appends decompressed bytes until there are `count`. False at the end of the input or at damage,
  /// which is then noted in `inputDigest` or `failure`.
  mutating func fill(_ bytes: inout [UInt8], upTo count: Int) -> Bool {
    let input = input
    var problem: DecompressedInput.Failure?
    var isOpen = true
    bytes.append(addingCapacity: count - bytes.count) { output in
      do throws(DecompressedInput.Failure) {
        isOpen = try input.fill(&output)
      } catch {
        problem = error
        isOpen = false
      }
    }
    if let problem {
      failure = error(for: problem, good: "")
      pendingProblem = problem
    } else if !isOpen {
      inputDigest = digest()
    }
    return isOpen
  }

  /// The damage behind `failure`, until it is known how many records were whole before it.
  private var pendingProblem: DecompressedInput.Failure?

  /// Whether it is to be counted how many records were whole.
  var awaitsCount: Bool { pendingProblem != nil }

  /// Says in the error how many records were whole before the damage.
  mutating func countWhole(_ count: Int, _ noun: String) {
    guard let problem = pendingProblem else { return }
    pendingProblem = nil
    failure = error(for: problem, good: count == 1 ? "1 whole \(noun)" : "\(count) whole \(noun)s")
  }

  private func digest() -> InputDigest {
    InputDigest(displayName: source.displayName, byteCount: input.raw.byteCount, sha256: input.raw.sha256)
  }

  private mutating func makeChunk(
    _ bytes: consuming [UInt8], _ spans: [RecordSpan], _ oversized: [OversizedLine]
  ) -> RecordChunk? {
    let isFramed = framer != nil
    if isFramed ? spans.isEmpty && oversized.isEmpty : bytes.isEmpty && oversized.isEmpty { return nil }
    let (firstLine, start, first) = (line, offset, isFramed ? records : line - 1)
    offset += bytes.count
    if isFramed {
      records += spans.count
    } else {
      line += ByteSearch.count(of: 0x0A, in: 0..<bytes.count, of: bytes.span)
    }
    let chunk = RecordChunk(
      lines: bytes, source: source, sequence: sequence,
      firstLine: isFramed ? spans.first?.line ?? 1 : firstLine,
      byteOffset: start, oversizedLines: oversized, format: format ?? .jsonLines, firstRecord: first,
      spans: isFramed ? spans : nil)
    sequence += 1
    return chunk
  }

  /// How the source is named in errors.
  var failureName: String { source.displayPath }
}
