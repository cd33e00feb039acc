import Testing
import WhorlKit

@testable import RulePacks

@Suite("What is told of the bytes of a text is what looking at each tells, wherever they stand")
struct TextTraitsTests {
  @Test(
    "Whether it is ASCII, where its characters begin, and the two of which an ASCII letter is another case")
  func traits() {
    var random = SplitMix64(seed: 23)
    let parts = [
      "a", "Z", " ", "\n", "\u{0}", "\u{7F}", "é", "ſ", "ƀ", "\u{212A}", "\u{212B}", "’", "中", "😀",
    ]
    for round in 0..<2000 {
      // Most characters of some texts are ASCII, and those at their ends may be cut.
      let known = round % 2 == 0 ? parts.count : 7
      var text = String(repeating: "a", count: Int(random.next() % 130))
      for _ in 0..<(random.next() % 40) { text += parts[Int(random.next() % UInt64(known))] }
      let bytes = Array(text.utf8.dropLast(Int(random.next() % 3)))
      let traits = TextTraits(of: bytes.span)
      #expect(traits.isASCII == bytes.allSatisfy { $0 < 0x80 })
      for lead in UInt8(0xC0)...0xFF { #expect(traits.mayHold(lead...lead) == bytes.contains(lead)) }
      let unusual = ["ſ", "\u{212A}"].contains { letter in
        bytes.indices.contains { bytes[$0...].starts(with: letter.utf8) }
      }
      #expect(traits.hasUnusualCase == unusual)
      for start in stride(from: 0, through: round % 20 == 0 ? bytes.count : 0, by: 5) {
        for end in stride(from: start, through: bytes.count, by: 7) {
          let isASCII = bytes[start..<end].allSatisfy { $0 < 0x80 }
          #expect(TextTraits.isASCII(start..<end, in: bytes.span) == isASCII)
        }
      }
    }
  }

  @Test("Which characters normalisation changes")
  func changes() {
    let changes: [(text: String, view: String)] = [
      ("’", "'"), ("\u{A0}", " "), ("\u{200B}", ""), ("**", ""), ("—", "—"), ("é", "é"),
      (" > ", " > "),
    ]
    for length in 0..<140 {
      for behind in [0, 1, 5, 63, 64, 70] {
        for (text, changed) in changes {
          let (before, after) = (
            String(repeating: "a", count: length) + "b", String(repeating: "c", count: behind)
          )
          let bytes = Array("\(before)\(text)\(after)\(text)".utf8)
          var view = TextView()
          var viewBytes = Array("of another text".utf8)
          view.set(bytes.span, steps: [.quotes, .spaces, .markup], into: &viewBytes)
          let expected = Array("\(before)\(changed)\(after)\(changed)".utf8)
          #expect(
            (view.isUnchanged ? bytes : Array(viewBytes[view.bytes])) == expected,
            "\(length) \(behind) \(text)")
        }
      }
    }
  }
}
