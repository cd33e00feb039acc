import Foundation
import Testing

@testable import WhorlReporting

@Suite("Text in markup")
struct MarkupTextTests {
  @Test(
    "nothing is read as markup, obeyed, or forbidden in XML",
    arguments: [
      ("plain text 1.5", "plain text 1.5"), ("", ""),
      ("<script>alert('1')</script>", "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"),
      ("a & b \"c\"", "a &amp; b &quot;c&quot;"), ("]]>", "]]&gt;"), ("&amp;", "&amp;amp;"),
      ("\u{1B}[31mred", "\u{FFFD}[31mred"), ("a\u{202E}b\u{2066}c", "a\u{FFFD}b\u{FFFD}c"),
      ("nul\u{0}\u{8}\u{B}", "nul\u{FFFD}\u{FFFD}\u{FFFD}"), ("\r\n\t", "\u{FFFD}\u{FFFD}\u{FFFD}"),
      ("\u{85}\u{2028}\u{FEFF}", "\u{FFFD}\u{FFFD}\u{FFFD}"), ("日本 é 👩‍👩‍👧", "日本 é 👩‍👩‍👧"),
    ])
  func escaping(text: String, expected: String) throws {
    #expect(MarkupText.of(text) == expected)
    let parsed = try ParsedMarkup("<a b=\"\(MarkupText.of(text))\">\(MarkupText.of(text))</a>")
    #expect(parsed.elements.count == 1)
  }

  @Test(
    "noncharacters are replaced", arguments: [0xFFFE, 0xFFFF, 0xFDD0, 0xFDEF, 0x1FFFE, 0x10FFFF] as [UInt32])
  func noncharacters(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    #expect(MarkupText.of(String(scalar)) == "\u{FFFD}")
  }

  @Test("all of Unicode's scalars below U+3000 come through an XML parser")
  func everyScalar() throws {
    var all = String.UnicodeScalarView()
    for value in UInt32(0)..<0x3000 {
      if let scalar = Unicode.Scalar(value) { all.append(scalar) }
    }
    let parsed = try ParsedMarkup("<a>\(MarkupText.of(String(all)))</a>")
    #expect(!parsed.text.unicodeScalars.contains { $0.properties.generalCategory == .control })
  }
}
