/// Reads one source to its end in chunks of whole lines.
///
///     var stream = try RecordStream(source)
///     while let chunk = try stream.nextChunk() {
///       extractor.extract(chunk, into: &batch)
///     }
///
/// Gzip is recognised by its first bytes, never by a name, and may have several members. A UTF-8 byte
/// order mark at the front is left out. Each byte is read once, in order, so pipes work; memory is that
/// of one chunk, or of the longest line if that is longer. The lines that come out do not depend on the
/// chunk size.
public struct RecordStream: ~Copyable {
  /// What was read, byte for byte; nil before the end of the source.
  public private(set) var inputDigest: InputDigest?

  private let source: RecordSource
  private let options: RecordStreamOptions
  private let input: DecompressedInput
  /// The start of a line whose end has not been read: it holds no newline.
  private var carry: [UInt8] = []
  private var line = 1
  private var offset = 0
  private var sequence = 0
  private var failure: RecordReadingError?

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

  /// The next lines, or nil at the end of the source.
  ///
  /// Where the input is damaged, the whole lines before the damage come as a last chunk and the call
  /// after it throws.
  ///
  /// - Throws: ``RecordReadingError`` if reading fails, a gzip stream is damaged, or the input is
  ///   something that cannot hold JSON Lines. Every later call throws the same error.
  /// - Complexity: O(*n*) for *n* bytes read.
  public mutating func nextChunk() throws(RecordReadingError) -> RecordChunk? {
    if let failure { throw failure }
    if inputDigest != nil { return nil }
    var oversized: [OversizedLine] = []
    let lines = readLines(&oversized)
    let chunk = makeChunk(lines, oversized)
    if let chunk, chunk.sequence == 0, ForeignFormat(chunk: chunk) == .fingerprint {
      failure = ForeignFormat.fingerprint.error(for: source)
    } else if let chunk {
      return chunk
    }
    if let failure { throw failure }
    return nil
  }

  /// Whole lines of about the size of a chunk; at the end of the input the last line may lack its
  /// newline. The lines that are too long and come before them are appended to `oversized`.
  private mutating func readLines(_ oversized: inout [OversizedLine]) -> [UInt8] {
    // No more than a longest line and its newline is held, so a line that is found whole is not too long.
    let limit = options.maximumLineBytes
    let size = min(options.chunkSize, limit + 1)
    var bytes = carry
    carry = []
    bytes.reserveCapacity(size + RecordChunk.padding)
    var target = max(size, bytes.count + 1)
    var searched = bytes.count
    var isOpen = true
    while true {
      if isOpen, bytes.count < target {
        isOpen = fill(&bytes, upTo: target)
      }
      if let newline = bytes[searched...].lastIndex(of: 0x0A) {
        if isOpen {
          carry = Array(bytes[(newline + 1)...])
        }
        if isOpen || failure != nil {
          bytes.removeSubrange((newline + 1)...)
        }
        return bytes
      }
      if failure != nil { return [] }
      if bytes.count > limit {
        let held = bytes.count
        bytes.removeAll(keepingCapacity: true)
        guard let skipped = skipLine(restInto: &bytes) else { return [] }
        oversized.append(
          OversizedLine(line: line, byteOffset: offset, byteCount: held + skipped, limit: limit))
        offset += held + skipped + 1
        line += 1
        isOpen = inputDigest == nil && failure == nil
        target = max(size, bytes.count)
        searched = 0
      } else if isOpen {
        searched = bytes.count
        target = min(max(target, searched) * 2, limit + 1)
      } else {
        return bytes
      }
    }
  }

  /// Appends decompressed bytes until there are `count`. False at the end of the input or at damage,
  /// which is then noted in `inputDigest` or `failure`.
  private mutating func fill(_ bytes: inout [UInt8], upTo count: Int) -> Bool {
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
      failure = error(for: problem, goodLines: line - 1 + newlineCount(bytes))
    } else if !isOpen {
      inputDigest = InputDigest(
        displayName: source.displayName, byteCount: input.raw.byteCount, sha256: input.raw.sha256)
    }
    return isOpen
  }

  /// Reads past the next newline, or to the end of the input, and returns the number of bytes before
  /// it; what was read behind it is left in `rest`. Nil if damage comes first.
  private mutating func skipLine(restInto rest: inout [UInt8]) -> Int? {
    var count = 0
    while inputDigest == nil {
      var block: [UInt8] = []
      _ = fill(&block, upTo: min(65_536, options.maximumLineBytes))
      if let newline = block.firstIndex(of: 0x0A) {
        rest.append(contentsOf: block[(newline + 1)...])
        return count + newline
      }
      if failure != nil { return nil }
      count += block.count
    }
    return count
  }

  private mutating func makeChunk(
    _ lines: consuming [UInt8], _ oversized: [OversizedLine]
  ) -> RecordChunk? {
    if offset == 0, lines.starts(with: [0xEF, 0xBB, 0xBF]) {
      lines.removeFirst(3)
      offset = 3
    }
    if lines.isEmpty, oversized.isEmpty { return nil }
    let (firstLine, start) = (line, offset)
    offset += lines.count
    line += newlineCount(lines)
    let chunk = RecordChunk(
      lines: lines, source: source, sequence: sequence, firstLine: firstLine, byteOffset: start,
      oversizedLines: oversized)
    sequence += 1
    return chunk
  }

  /// How the source is named in errors.
  var failureName: String { source.displayPath }

  private func newlineCount(_ bytes: [UInt8]) -> Int {
    var count = 0
    for byte in bytes {
      count &+= byte == 0x0A ? 1 : 0
    }
    return count
  }
}
