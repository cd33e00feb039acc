import Crypto

/// The digest that names a file in reports.
enum ContentDigest {
  /// The SHA-256 of `bytes`, in hexadecimal.
  static func sha256(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
