import Testing

@testable import WhorlReporting

@Suite("JSON on one line")
struct CompactJSONTests {
  /// Escaped scalar by scalar.
  private func escaped(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5C: result += "\\\(scalar)"
      case 0x0A: result += "\\n"
      case 0x0D: result += "\\r"
      case 0x09: result += "\\t"
      case 0..<0x20, 0x7F..<0xA0:
        let digits = String(scalar.value, radix: 16)
        result += "\\u00" + (digits.count < 2 ? "0" : "") + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  @Test("Strings are escaped where they must be, beside every character")
  func strings() {
    for first in 0..<0x180 {
      for second in [0x22, 0x41, 0x7F, 0x80, 0x9F, 0xA0, 0xE9, 0x4E00] {
        guard let a = Unicode.Scalar(first), let b = Unicode.Scalar(second) else { continue }
        var text = ""
        text.unicodeScalars.append(a)
        text.unicodeScalars.append(b)
        text += "plain"
        var json = CompactJSON()
        json.string(text)
        #expect(String(decoding: json.bytes, as: UTF8.self) == escaped(text))
      }
    }
  }

  @Test(
    "Whole numbers have all their digits",
    arguments: [
      0, 7, 9, 10, 11, 90, 99, 100, 101, 1000, 10_010, 123_456, 999_999, 1_000_000, -1, -20, Int.max,
    ])
  func integers(_ value: Int) {
    var json = CompactJSON()
    json.integer(value)
    #expect(String(decoding: json.bytes, as: UTF8.self) == String(value))
  }
}
