/// Why a text cannot be tokenized.
public enum TokenizationError: Error, Equatable, CustomStringConvertible {
  /// The text has more bytes than 32-bit offsets can address.
  case textTooLong(bytes: Int)

  /// One line: what, where, remedy.
  public var description: String {
    switch self {
    case .textTooLong(let bytes):
      "text of \(bytes) bytes: the limit is \(UInt32.max) bytes; split it into several texts"
    }
  }
}
