// Writes tables.c from the Unicode Character Database to standard output:
//
//   swift Sources/CUnicodeTables/Generator/generate.swift <UCD folder> > Sources/CUnicodeTables/tables.c
//
// The folder is laid out as at unicode.org, with auxiliary/ and emoji/ in it. The version is pinned:
// other versions change token boundaries and are refused.
import Foundation

let pinnedVersion = "15.0.0"
let limit = 0x110000
let blockSize = 128

struct GeneratorFailure: Error { let message: String }

/// The order of the cases of WordBreakClass.
let wordBreakNames = [
  "Other", "CR", "LF", "Newline", "Extend", "ZWJ", "Format", "Regional_Indicator", "Katakana",
  "Hebrew_Letter", "ALetter", "Single_Quote", "Double_Quote", "MidNumLet", "MidLetter", "MidNum",
  "Numeric", "ExtendNumLet", "WSegSpace",
]

/// The raw value in CharacterCategory of a general category.
func coarseCategory(_ general: String) -> UInt16 {
  switch general {
  case "Ps", "Pe": return 5
  default: break
  }
  switch general.first {
  case "L": return 1
  case "M": return 2
  case "N": return 3
  case "P": return 4
  case "S": return 6
  case "Z": return 7
  default: return 0
  }
}

struct Database {
  let folder: String

  func lines(_ path: String) throws -> [Substring] {
    guard let data = FileManager.default.contents(atPath: folder + "/" + path) else {
      throw GeneratorFailure(message: "\(folder)/\(path): cannot be read; give the folder of the UCD")
    }
    let text = String(decoding: data, as: UTF8.self)
    return text.split(separator: "\n", omittingEmptySubsequences: true)
  }

  /// Refuses a file whose header does not carry the pinned version.
  func requireVersion(_ path: String, marker: String) throws {
    let header = try lines(path).prefix(12)
    guard header.contains(where: { $0.contains(marker) }) else {
      throw GeneratorFailure(
        message: "\(path): not version \(pinnedVersion); install that version of the UCD")
    }
  }

  /// The ranges and values of a file of `range ; value [; …] # comment` lines.
  func ranges(_ path: String) throws -> [(range: ClosedRange<Int>, value: [String])] {
    try lines(path).compactMap { line in
      let data = line.prefix { $0 != "#" }
      let fields = data.split(separator: ";", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard fields.count >= 2 else { return nil }
      let ends = fields[0].components(separatedBy: "..")
      guard let low = Int(ends[0], radix: 16), let high = Int(ends[ends.count - 1], radix: 16) else {
        throw GeneratorFailure(message: "\(path): no code point in \"\(line)\"; the file is damaged")
      }
      return (low...high, Array(fields.dropFirst()))
    }
  }
}

func propertyWords(_ database: Database) throws -> [UInt16] {
  var words = [UInt16](repeating: 0, count: limit)
  var general = [String](repeating: "Cn", count: limit)
  for entry in try database.ranges("extracted/DerivedGeneralCategory.txt") {
    for codePoint in entry.range { general[codePoint] = entry.value[0] }
  }
  for codePoint in 0..<limit {
    words[codePoint] |= coarseCategory(general[codePoint]) << 5
    switch general[codePoint] {
    case "Ll": words[codePoint] |= 1 << 8
    case "Lu", "Lt": words[codePoint] |= 2 << 8
    default: break
    }
  }
  // U+FFFD stands for bytes that are not text, so it is no symbol here.
  words[0xFFFD] &= ~(7 << 5)

  for entry in try database.ranges("auxiliary/WordBreakProperty.txt") {
    guard let value = wordBreakNames.firstIndex(of: entry.value[0]) else {
      throw GeneratorFailure(message: "unknown Word_Break value \(entry.value[0]); extend wordBreakNames")
    }
    for codePoint in entry.range {
      words[codePoint] |= UInt16(value)
      if entry.value[0] == "Katakana" { words[codePoint] |= 1 << 12 }
    }
  }
  for entry in try database.ranges("emoji/emoji-data.txt") {
    for codePoint in entry.range {
      if entry.value[0] == "Extended_Pictographic" { words[codePoint] |= 1 << 10 }
      if entry.value[0] == "Emoji_Presentation" { words[codePoint] |= 1 << 11 }
    }
  }
  for entry in try database.ranges("PropList.txt") where entry.value[0] == "Ideographic" {
    for codePoint in entry.range { words[codePoint] |= 1 << 12 }
  }
  for entry in try database.ranges("Scripts.txt")
  where ["Han", "Hiragana", "Katakana"].contains(entry.value[0]) {
    for codePoint in entry.range where general[codePoint].hasPrefix("L") || general[codePoint] == "Nl" {
      words[codePoint] |= 1 << 12
    }
  }
  return words
}

/// The two stages of a table: a page number for each block of code points, and the distinct blocks.
func stages<Value: Hashable>(_ values: [Value]) -> (pages: [Int], blocks: [Value]) {
  var numbers: [[Value]: Int] = [:]
  var pages: [Int] = []
  var blocks: [Value] = []
  for start in stride(from: 0, to: limit, by: blockSize) {
    let block = Array(values[start..<start + blockSize])
    if let number = numbers[block] {
      pages.append(number)
    } else {
      pages.append(numbers.count)
      numbers[block] = numbers.count
      blocks += block
    }
  }
  return (pages, blocks)
}

func emit<Value: BinaryInteger>(_ type: String, _ name: String, _ values: [Value], size: String = "") {
  print("\nconst \(type) \(name)[\(size)] = {")
  for start in stride(from: 0, to: values.count, by: 16) {
    let row = values[start..<min(start + 16, values.count)]
    print("  " + row.map { "\($0)," }.joined(separator: " "))
  }
  print("};")
}

func generate() throws {
  guard CommandLine.arguments.count == 2 else {
    throw GeneratorFailure(message: "usage: swift generate.swift <UCD folder> > tables.c")
  }
  let database = Database(folder: CommandLine.arguments[1])
  for (path, name) in [
    ("auxiliary/WordBreakProperty.txt", "WordBreakProperty"), ("CaseFolding.txt", "CaseFolding"),
    ("PropList.txt", "PropList"), ("Scripts.txt", "Scripts"),
    ("extracted/DerivedGeneralCategory.txt", "DerivedGeneralCategory"),
  ] {
    try database.requireVersion(path, marker: "\(name)-\(pinnedVersion).txt")
  }
  // The emoji files carry two components of the version.
  try database.requireVersion("emoji/emoji-data.txt", marker: "Emoji Version 15.0 ")

  var words = try propertyWords(database)
  var deltas: [Int] = [0]
  var folding = [UInt8](repeating: 0, count: limit)
  for entry in try database.ranges("CaseFolding.txt") where ["C", "S"].contains(entry.value[0]) {
    guard let target = Int(entry.value[1], radix: 16) else {
      throw GeneratorFailure(message: "CaseFolding.txt: \(entry.value[1]) is no code point")
    }
    for codePoint in entry.range {
      let delta = target - codePoint
      if !deltas.contains(delta) { deltas.append(delta) }
      folding[codePoint] = UInt8(deltas.firstIndex(of: delta) ?? 0)
      words[codePoint] |= 1 << 13
    }
  }
  guard deltas.count <= 256 else {
    throw GeneratorFailure(message: "more than 256 folding deltas; widen whorl_unicode_folding_blocks")
  }

  let properties = stages(words)
  let foldings = stages(folding)
  guard (foldings.pages.max() ?? 0) < 256 else {
    throw GeneratorFailure(message: "more than 256 distinct folding blocks; widen their pages")
  }
  print("// Generated by Generator/generate.swift from the Unicode Character Database \(pinnedVersion).")
  print("// Do not edit. Data: Copyright Unicode, Inc., https://www.unicode.org/license.txt")
  print("#include \"CUnicodeTables.h\"")
  emit("uint16_t", "whorl_unicode_property_pages", properties.pages, size: "0x110000 >> 7")
  emit("uint16_t", "whorl_unicode_property_blocks", properties.blocks)
  emit("uint8_t", "whorl_unicode_folding_pages", foldings.pages, size: "0x110000 >> 7")
  emit("uint8_t", "whorl_unicode_folding_blocks", foldings.blocks)
  emit("int32_t", "whorl_unicode_folding_deltas", deltas)
}

do {
  try generate()
} catch let failure as GeneratorFailure {
  FileHandle.standardError.write(Data(("generate: " + failure.message + "\n").utf8))
  exit(1)
}
