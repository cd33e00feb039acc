import Foundation
import Testing

@testable import WhorlKit

@Suite("Word boundaries of UAX #29")
struct WordBoundariesTests {
  /// A line of WordBreakTest.txt: its text and the byte offsets of its boundaries.
  struct Line {
    let source: String
    var bytes: [UInt8] = []
    var boundaries: [Int] = []

    init?(_ line: Substring) {
      source = String(line.prefix { $0 != "#" })
      for item in source.split(whereSeparator: \.isWhitespace) {
        if item == "÷" {
          boundaries.append(bytes.count)
        } else if item != "×", let value = UInt32(item, radix: 16), let scalar = Unicode.Scalar(value) {
          bytes += Array(String(scalar).utf8)
        }
      }
      if bytes.isEmpty { return nil }
    }
  }

  static func conformanceLines() throws -> [Line] {
    let name = "auxiliary/WordBreakTest.txt"
    let folders = [ProcessInfo.processInfo.environment["WHORL_UNICODE_DATA"], "/usr/share/unicode"]
    for folder in folders.compactMap(\.self) {
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
      let text = String(decoding: data, as: UTF8.self)
      guard text.hasPrefix("# WordBreakTest-\(Tokenizer.unicodeVersion).txt") else {
        print("SKIPPED \(folder)/\(name): not Unicode \(Tokenizer.unicodeVersion)")
        continue
      }
      return text.split(separator: "\n").compactMap { Line($0) }
    }
    print("SKIPPED \(name): not found; install unicode-data or set WHORL_UNICODE_DATA to the UCD folder")
    return []
  }

  @Test("pass every line of the conformance test")
  func conformance() throws {
    let lines = try Self.conformanceLines()
    guard !lines.isEmpty else { return }
    #expect(lines.count > 1800)
    for line in lines {
      #expect(WordBoundaries.offsets(in: line.bytes.span) == line.boundaries, "\(line.source)")
      for (start, end) in zip(line.boundaries, line.boundaries.dropFirst()) {
        let scalar = DecodedScalar(line.bytes.span, at: start).value
        let properties = UnicodeProperties(scalar)
        if properties.category == .separator || properties.wordBreak.isLineBreak { continue }
        #expect(Segment(line.bytes.span, at: start).end == end, "\(line.source)")
      }
    }
  }

  @Test(
    "join and break as the rules say",
    arguments: [
      ("", []), ("a", [0, 1]), ("can't stop", [0, 5, 6, 10]), ("3.14,a", [0, 4, 5, 6]),
      ("a. b", [0, 1, 2, 3, 4]),
      ("\r\n\n", [0, 2, 3]), ("snake_case", [0, 10]), ("🇫🇷🇩🇪🇯", [0, 8, 16, 20]), ("カタ漢", [0, 6, 9]),
      ("a.\u{301}\u{301}b", [0, 7]), ("  \u{301}", [0, 4]), ("א\"ב", [0, 5]), ("א\"", [0, 2, 3]),
    ] as [(String, [Int])])
  func rules(_ text: String, _ boundaries: [Int]) {
    let bytes = Array(text.utf8)
    #expect(WordBoundaries.offsets(in: bytes.span) == boundaries)
  }

  @Test("decode invalid UTF-8 by maximal subparts, like the standard library", arguments: Soup.all)
  func decoding(_ soup: Soup) {
    for seed in 0..<200 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let text = soup.text(pieces: 40, using: &random)
      var values: [UInt32] = []
      var index = 0
      while index < text.count {
        let scalar = DecodedScalar(text.span, at: index)
        values.append(scalar.value)
        index += scalar.length
      }
      #expect(values == String(decoding: text, as: UTF8.self).unicodeScalars.map(\.value))
      #expect(index == text.count)
    }
  }

  @Test("rest on tables that agree with the standard library where it knows the property")
  func tables() {
    // U+0295 became Lo after Unicode 15.0.
    for value in 0x20..<0x3000 as Range<UInt32> where value != 0x295 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let properties = UnicodeProperties(value)
      let general = scalar.properties.generalCategory
      // Later versions of Unicode assign code points.
      if properties.category == .other { continue }
      #expect(properties.isLowercase == (general == .lowercaseLetter), "\(value)")
      #expect(properties.isUppercase == [.uppercaseLetter, .titlecaseLetter].contains(general), "\(value)")
      #expect(properties.hasEmojiPresentation == scalar.properties.isEmojiPresentation, "\(value)")
    }
    #expect(UnicodeProperties(.max).wordBreak == .other)
    #expect(UnicodeProperties.folded(.max) == .max)
  }

  @Test(
    "fold one code point to one",
    arguments: [
      ("A", "a"), ("a", "a"), ("Σ", "σ"), ("ς", "σ"), ("ẞ", "ß"), ("ß", "ß"), ("\u{212A}", "k"), ("ſ", "s"),
      ("İ", "İ"), ("Ꭰ", "Ꭰ"), ("ꭰ", "Ꭰ"), ("𐐀", "𐐨"), ("ǅ", "ǆ"),
    ] as [(Unicode.Scalar, Unicode.Scalar)])
  func folding(_ scalar: Unicode.Scalar, _ folded: Unicode.Scalar) {
    #expect(UnicodeProperties.folded(scalar.value) == folded.value)
    #expect(UnicodeProperties(scalar.value).changesWhenFolded == (scalar != folded))
  }
}
