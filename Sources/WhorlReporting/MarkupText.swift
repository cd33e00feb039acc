/// Text from outside made fit for HTML, SVG and XML: for content and for quoted attribute values alike.
enum MarkupText {
  /// `text` without anything that could be read as markup, obeyed by a reader, or is no character of XML 1.0.
  ///
  /// What ``PrintableText`` replaces becomes U+FFFD, and so do noncharacters, which XML forbids. The five
  /// characters that markup is made of become character references.
  ///
  /// - Complexity: O(*n*) in the scalars of `text`.
  static func of(_ text: String) -> String {
    // Most text that comes here is a number or a short name without anything to escape.
    if text.utf8.allSatisfy(isPlain) { return text }
    var result = ""
    for scalar in PrintableText.of(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(isNoncharacter(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return result
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x26, 0x27, 0x3C, 0x3E: false
    default: byte >= 0x20 && byte < 0x7F
    }
  }

  private static func isNoncharacter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar.value)
  }
}
