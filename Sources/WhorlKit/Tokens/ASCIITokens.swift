internal import CNGramKernels

/// The tokens of plain ASCII text, which is most of the text there is, by a loop in C over blocks of
/// sixty-four bytes.
///
/// Unsafe code of this lives here alone. The loop reads inside the text and writes at most as many tokens as
/// it is given room for; ``Token`` and the structure of C have one layout, which is checked once.
enum ASCIITokens {
  /// Tokens that there is room for in one call.
  private static let room = 1024

  /// Appends the tokens from `index` on, up to the first that is not plain, which the general path must read;
  /// its offset, or that of the spaces before it. Spaces are skipped.
  ///
  /// - Precondition: A token or white space begins at `index`, behind the marks of its line, and the text has
  ///   at most `UInt32.max` bytes.
  /// - Complexity: O(n) in the bytes that were passed over.
  static func scan(_ text: Span<UInt8>, from index: Int, into tokens: inout [Token]) -> Int {
    precondition(index >= 0 && index <= text.count)
    if tokens.capacity &- tokens.count < room {
      tokens.reserveCapacity(max(tokens.count + room, 2 * tokens.capacity))
    }
    var end = index
    tokens.append(addingCapacity: room) { output in
      output.withUnsafeMutableBufferPointer { buffer, count in
        guard let start = buffer.baseAddress else { return }
        let free = min(room, buffer.count - count)
        (start + count).withMemoryRebound(to: whorl_token.self, capacity: free) { tokens in
          text.withUnsafeBufferPointer { text in
            var written = 0
            marks.withUnsafeBufferPointer { marks in
              end = whorl_scan_ascii(
                text.baseAddress, text.count, index, marks.baseAddress, tokens, free, &written)
            }
            count += written
          }
        }
      }
    }
    return end
  }

  /// The tokens of single ASCII characters.
  private static let marks: [whorl_ascii_mark] = {
    precondition(
      MemoryLayout<Token>.stride == MemoryLayout<whorl_token>.stride
        && MemoryLayout<Token>.offset(of: \.start) == MemoryLayout<whorl_token>.offset(of: \.start)
        && MemoryLayout<Token>.offset(of: \.end) == MemoryLayout<whorl_token>.offset(of: \.end)
        && MemoryLayout<Token>.offset(of: \.kind) == MemoryLayout<whorl_token>.offset(of: \.kind)
        && MemoryLayout<Token>.offset(of: \.casing) == MemoryLayout<whorl_token>.offset(of: \.casing))
    return (UInt32(0)..<128).map { character in
      let kind = TokenKind.ofSingle(character, UnicodeProperties(character).category)
      return whorl_ascii_mark(
        hash: TokenHash.short(UInt64(character), count: 1, kind: kind), kind: UInt64(kind.rawValue))
    }
  }()
}
