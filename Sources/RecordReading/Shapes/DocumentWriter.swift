/// Puts the parts of one output together and appends it to a batch as a document.
struct DocumentWriter {
  private static let lineBreak: [UInt8] = [0x0A]
  private static let blankLine: [UInt8] = [0x0A, 0x0A]

  let channel: OutputChannel
  private var blocks = ThoughtBlocks()
  private var answer: [Range<Int>] = []
  private var reasoning: [Range<Int>] = []

  init(channel: OutputChannel) {
    self.channel = channel
  }

  /// What belongs to a document besides its text.
  struct Context {
    var prompt: Range<Int>?
    var id: Range<Int>?
    var group: Range<Int>?
    var line = 0
  }

  /// Appends the document whose answer and reasoning are made of these ranges of the batch's storage.
  /// False, and nothing appended, if nothing but white space is in what the channel takes.
  mutating func append(
    text: ArraySlice<Range<Int>>, reasoning given: ArraySlice<Range<Int>>, _ context: Context,
    to batch: inout RecordBatch
  ) -> Bool {
    let start = batch.storage.count
    let range: Range<Int>
    if channel == .final, text.count == 1, let only = text.first, !blocks.divide(only, of: batch.storage.span)
    {
      range = only
    } else if channel == .all, text.count == 1, given.isEmpty, let only = text.first {
      // As it was written, tags and all, so that places in it are places in the record's text.
      range = only
    } else {
      collect(text, given, of: batch.storage)
      switch channel {
      case .final:
        range = Self.join(answer[...], with: Self.lineBreak, in: &batch.storage)
      case .reasoning:
        range = Self.join(reasoning[...], with: Self.lineBreak, in: &batch.storage)
      case .all:
        let before = Self.join(reasoning[...], with: Self.lineBreak, in: &batch.storage)
        let after = Self.join(answer[...], with: Self.lineBreak, in: &batch.storage)
        let both = [before, after].filter { !$0.isEmpty }
        range = Self.join(both[...], with: Self.blankLine, in: &batch.storage)
      }
    }
    guard !isWhiteSpace(range, of: batch.storage.span) else {
      batch.storage.removeLast(batch.storage.count - start)
      return false
    }
    batch.records.append(
      Record(text: range, prompt: context.prompt, id: context.id, group: context.group, line: context.line))
    return true
  }

  private mutating func collect(
    _ text: ArraySlice<Range<Int>>, _ given: ArraySlice<Range<Int>>, of storage: [UInt8]
  ) {
    answer.removeAll(keepingCapacity: true)
    reasoning.removeAll(keepingCapacity: true)
    reasoning.append(contentsOf: given)
    for part in text {
      if blocks.divide(part, of: storage.span) {
        answer += blocks.answer
        reasoning += blocks.reasoning
      } else {
        answer.append(part)
      }
    }
  }

  /// The ranges as one: itself if it is one, else a copy behind the storage, with a separator where neither
  /// side of a seam has white space.
  static func join(
    _ parts: ArraySlice<Range<Int>>, with separator: [UInt8], in storage: inout [UInt8]
  ) -> Range<Int> {
    guard let first = parts.first else { return storage.count..<storage.count }
    if parts.count == 1 { return first }
    let start = storage.count
    for part in parts where !part.isEmpty {
      if storage.count > start, !isSpace(storage[storage.count - 1]), !isSpace(storage[part.lowerBound]) {
        storage.append(contentsOf: separator)
      }
      // A copy of the range: the array may move while it grows.
      storage.append(contentsOf: Array(storage[part]))
    }
    return start..<storage.count
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
