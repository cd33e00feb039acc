/// Makes one record of a whole text, or one of each paragraph: lines between blank ones.
struct TextFramer: RecordFramer {
  var cursor = FramingCursor()
  private let isDivided: Bool
  /// Whether text of the line at hand has been seen: what was seen may be gone, where a record is too long to keep.
  private var isLineText = false

  init(isDivided: Bool) {
    self.isDivided = isDivided
  }

  mutating func scan(_ bytes: Span<UInt8>, isEnd: Bool, into spans: inout [RecordSpan]) {
    if !isDivided {
      if cursor.start == nil, bytes.count > 0 { cursor.begin() }
      cursor.position = bytes.count
    }
    while cursor.position < bytes.count {
      let from = max(cursor.position, cursor.searched)
      let newline = ByteSearch.firstIndex(of: 0x0A, in: from..<bytes.count, of: bytes)
      guard newline != nil || isEnd else {
        // A line whose end has not come may be blank so far: it is looked at again as a whole.
        cursor.searched = bytes.count
        if !isBlank(cursor.position..<bytes.count, of: bytes) { isLineText = true }
        if cursor.start == nil, isLineText { cursor.begin() }
        return
      }
      let end = newline ?? bytes.count
      let isBlankLine = !isLineText && isBlank(cursor.position..<end, of: bytes)
      isLineText = false
      if isBlankLine {
        if cursor.start != nil { cursor.finish(cursor.position, into: &spans) }
      } else if cursor.start == nil {
        cursor.begin()
      }
      cursor.position = newline.map { $0 + 1 } ?? bytes.count
      cursor.line += 1
    }
    if isEnd, cursor.start != nil { cursor.finish(bytes.count, into: &spans) }
  }
}
