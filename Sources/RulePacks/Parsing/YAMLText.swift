/// The bytes of a YAML file as text.
public enum YAMLText {
  /// What keeps bytes from being text, and where it stands.
  public struct Flaw: Error, Sendable, Equatable {
    /// Where.
    public let place: PackPlace
    /// What it is and what would help, in one sentence without a full stop.
    public let message: String
  }

  /// The text of `bytes`, which must be UTF-8 without NUL bytes. A byte order mark in front, which some editors
  /// write and the parser refuses, is left out.
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  public static func decode(_ bytes: [UInt8]) -> Result<String, Flaw> {
    let text = bytes.starts(with: byteOrderMark) ? bytes[byteOrderMark.count...] : bytes[...]
    guard let result = String(validating: text, as: UTF8.self), !text.contains(0) else {
      return .failure(flaw(in: text))
    }
    return .success(result)
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The first flaw of bytes that have one.
  private static func flaw(in bytes: ArraySlice<UInt8>) -> Flaw {
    var (line, column) = (1, 1)
    var place: PackPlace { PackPlace(line: line, column: column) }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    while case .valid(let encoded) = parser.parseScalar(from: &iterator) {
      switch UTF8.decode(encoded) {
      case "\0":
        return Flaw(place: place, message: "a NUL byte stands here, and YAML is text without any: remove it")
      case "\n": (line, column) = (line + 1, 1)
      default: column += 1
      }
    }
    return Flaw(place: place, message: "what stands here is not UTF-8: save the file as UTF-8")
  }
}
