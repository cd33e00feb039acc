import Foundation
import Testing
import WhorlKit

@testable import WhorlReporting

@Suite("JSON documents")
struct JSONValueTests {
  @Test("members keep their order, and nesting is indented by two spaces")
  func order() throws {
    let value = JSONValue.object([
      ("z", .integer(1)), ("a", .array([.null, .boolean(true), .number(0.5)])), ("none", .array([])),
      ("empty", .object([])), ("m", .object([("y", .string("x")), ("b", .boolean(false))])),
    ])
    #expect(
      try value.text() == """
        {
          "z": 1,
          "a": [
            null,
            true,
            0.5
          ],
          "none": [],
          "empty": {},
          "m": {
            "y": "x",
            "b": false
          }
        }
        """)
  }

  @Test(
    "every string is read back as it was",
    arguments: [
      "", "plain", "\"\\/", "\u{0}\u{1}\u{1B}[0m\u{7F}", "\r\n\t\u{8}\u{C}", "\u{2028}\u{2029}\u{202E}",
      "日本語 😀 e\u{301}",
      "\u{FFFD}\u{FFFF}\u{10FFFF}",
    ])
  func strings(string: String) throws {
    let text = try JSONValue.object([(string, .string(string))]).text()
    #expect(text.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
    let parsed = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String])
    #expect(parsed.keys.first.map { Array($0.unicodeScalars) } == Array(string.unicodeScalars))
    #expect(parsed.values.first.map { Array($0.unicodeScalars) } == Array(string.unicodeScalars))
  }

  @Test(
    "every finite number is read back as it was",
    arguments: [0, -0.0, 0.1, -1.5, 1e-300, 1.7976931348623157e308, 2.3e-308, 2.0 / 3, 123_456_789])
  func numbers(number: Double) throws {
    #expect(Double(try JSONValue.number(number).text()) == number)
  }

  @Test("a number that is not finite is an error", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(number: Double) {
    #expect(throws: EncodingError.self) { try JSONValue.array([.number(number)]).text() }
  }

  @Test("the largest integer keeps all its digits")
  func integer() throws {
    #expect(try JSONValue.integer(.max).text() == "18446744073709551615")
  }

  @Test("what is missing is null")
  func missing() throws {
    #expect(try JSONValue.optional(Double?.none).text() == "null")
    #expect(try JSONValue.optional(String?.none).text() == "null")
    #expect(try JSONValue.estimate(nil).text() == "null")
    let estimate = JSONValue.estimate(SketchEstimate(value: 0.25, standardError: 0.5, support: 4))
    #expect(
      try estimate.text().filter { !$0.isWhitespace } == #"{"value":0.25,"standardError":0.5,"support":4}"#)
  }

  @Test("numbers are spelt as the library's encoder spells them")
  func spelling() throws {
    var random = SplitMix64(seed: 7)
    var values: [Double] = [
      0, -0.0, 1, -1, 0.1, 1e15, 1e16, 1e17, 123456789.5, 1e-4, 1e-5, 1e-7, 1e21, 1e22, .pi,
      .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0x1p53, 0x1p53 + 2, 1e100, -2.5e-9, 100, 1000000,
    ]
    for _ in 0..<3000 {
      values.append(Double(bitPattern: random.next()))
      values.append(Double(Int64(bitPattern: random.next()) % 1_000_000) / 1000)
    }
    let encoder = JSONEncoder()
    for value in values where value.isFinite {
      let expected = String(decoding: try encoder.encode(value), as: UTF8.self)
      #expect(JSONValue.spelling(of: value) == expected)
    }
  }
}
