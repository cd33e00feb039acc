/// Whole records of one source, decompressed: the unit of work of a ``RecordExtractor``.
public struct RecordChunk: Sendable {
  /// Number of zero bytes behind the lines, which lets parsers read in wide steps.
  public static let padding = 64

  /// The source the lines are from.
  public let source: RecordSource
  /// Place of this chunk among those of its source, from 0.
  public let sequence: Int
  /// Number of the first line, from 1.
  public let firstLine: Int
  /// Offset of the first byte in the decompressed input.
  public let byteOffset: Int
  /// Lines before ``firstLine``, and behind the last line of the chunk before, that were too long.
  public let oversizedLines: [OversizedLine]
  /// The lines, then ``padding`` zero bytes.
  public let paddedBytes: [UInt8]
  /// How the bytes are divided into records.
  public let format: RecordFormat
  /// Number of the first record among those of the source, from 0, blank lines counted where records are
  /// lines.
  public let firstRecord: Int
  /// The records where they are not lines.
  let spans: [RecordSpan]?

  /// Number of bytes in the lines.
  public var byteCount: Int { paddedBytes.count - Self.padding }

  /// A chunk of the given lines, of which the last needs no newline.
  public init(
    lines: consuming [UInt8], source: RecordSource = .standardInput, sequence: Int = 0, firstLine: Int = 1,
    byteOffset: Int = 0, oversizedLines: [OversizedLine] = []
  ) {
    self.init(
      lines: lines, source: source, sequence: sequence, firstLine: firstLine, byteOffset: byteOffset,
      oversizedLines: oversizedLines, format: .jsonLines, firstRecord: firstLine - 1, spans: nil)
  }

  init(
    lines: consuming [UInt8], source: RecordSource, sequence: Int, firstLine: Int, byteOffset: Int,
    oversizedLines: [OversizedLine], format: RecordFormat, firstRecord: Int, spans: [RecordSpan]?
  ) {
    self.format = format
    self.firstRecord = firstRecord
    self.spans = spans
    self.source = source
    self.sequence = sequence
    self.firstLine = firstLine
    self.byteOffset = byteOffset
    self.oversizedLines = oversizedLines
    lines.append(contentsOf: repeatElement(0, count: Self.padding))
    paddedBytes = lines
  }
}
