import Testing

@testable import WhorlKit

@Suite("Tables of signatures")
struct SignatureTablesTests {
  private static let width = MinHashSignature.valueCount

  private static func rows(_ documents: Int) -> [UInt32] {
    var random = SplitMix64(seed: UInt64(documents))
    return (0..<documents * width).map { _ in UInt32(truncatingIfNeeded: random.next()) }
  }

  @Test("hold in each column one value of all documents", arguments: [0, 1, 3, 15, 16, 17, 63, 256, 257])
  func columns(documents: Int) {
    let rows = Self.rows(documents)
    var columns = [UInt32](repeating: 0, count: rows.count + 5)
    SignatureTables.transpose(rows, into: &columns)
    for value in 0..<Self.width {
      for document in 0..<documents {
        #expect(columns[value * documents + document] == rows[document * Self.width + value])
      }
    }
    #expect(columns.suffix(5) == [0, 0, 0, 0, 0])
  }

  @Test("give a band the keys of its documents one by one", arguments: [1, 2, 3, 16, 128])
  func keys(rows: Int) {
    for documents in [1, 8, 255, 256, 300] {
      let signatures = Self.rows(documents)
      var columns = [UInt32](repeating: 0, count: signatures.count)
      SignatureTables.transpose(signatures, into: &columns)
      for band in [0, Self.width / rows - 1] {
        var keys = [UInt32](repeating: 0, count: documents + 1)
        let part = columns.span.extracting(band * rows * documents..<(band + 1) * rows * documents)
        SignatureTables.writeKeys(of: band, part, rows: rows, to: &keys)
        let expected = (0..<documents).map {
          BandKey.of(band, rows: rows, in: signatures.span, at: $0 * Self.width)
        }
        #expect(keys == expected + [0])
      }
    }
  }
}
