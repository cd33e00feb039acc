internal import CTextScanning

/// Finds all sentences of texts of ASCII alone: those of ``SentenceBreaks/forEach(in:_:)``, but in C.
struct SentencesOfASCII {
  /// Room for sentences that were not handed on yet.
  private var found = [whorl_sentence](repeating: whorl_sentence(), count: 128)

  /// Appends the sentences of `text`, all bytes of which are ASCII, to `sentences`.
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  mutating func append(of text: Span<UInt8>, to sentences: inout [Range<Int>]) {
    var position = 0
    while position < text.count {
      // The pointers hold while the closures run, and nothing keeps them.
      let count = text.withUnsafeBufferPointer { text in
        SentenceBreaks.abbreviations.withUnsafeBufferPointer { abbreviations in
          found.withUnsafeMutableBufferPointer {
            whorl_sentences_of_ascii(
              text.baseAddress, text.count, &position, abbreviations.baseAddress, abbreviations.count,
              $0.baseAddress, $0.count)
          }
        }
      }
      for index in 0..<count { sentences.append(Int(found[index].start)..<Int(found[index].end)) }
    }
  }
}
