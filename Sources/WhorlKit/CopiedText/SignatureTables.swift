internal import CNGramKernels

/// The arithmetic over blocks of signatures, in vectors where the processor has them.
///
/// Owns the calls to C. Sizes are checked here.
enum SignatureTables {
  private static let width = MinHashSignature.valueCount

  /// Writes the signatures of a block, one document after the other, value by value over the first of `columns`.
  ///
  /// - Precondition: `columns` has room for them.
  static func transpose(_ rows: [UInt32], into columns: inout [UInt32]) {
    precondition(
      columns.count >= rows.count && rows.count.isMultiple(of: width), "whole signatures, and room")
    let documents = rows.count / width
    rows.withUnsafeBufferPointer { rows in
      columns.withUnsafeMutableBufferPointer { columns in
        guard let from = rows.baseAddress, let to = columns.baseAddress else { return }
        whorl_signature_columns(to, from, documents, width)
      }
    }
  }

  /// The keys of `band` for the documents of a block, over the first of `keys`.
  ///
  /// - Precondition: `columns` holds the `rows` columns of the band, and `keys` has room for all documents.
  static func writeKeys(of band: Int, _ columns: Span<UInt32>, rows: Int, to keys: inout [UInt32]) {
    precondition(rows > 0 && columns.count.isMultiple(of: rows) && columns.count / rows <= keys.count)
    let documents = columns.count / rows
    columns.withUnsafeBufferPointer { columns in
      keys.withUnsafeMutableBufferPointer { keys in
        guard let from = columns.baseAddress, let to = keys.baseAddress else { return }
        if rows == 1 {
          // A band of one row is its own key.
          to.update(from: from, count: documents)
        } else {
          whorl_band_keys(to, from, documents, rows, BandKey.seed(band))
        }
      }
    }
  }
}
