import Foundation
import WhorlKit

// Measures what the documentation claims, and prints it as a Markdown table:
//
//     swift build -c release --package-path Tests/Benchmarks
//     Tests/Benchmarks/.build/release/whorl-benchmark .build/release/whorl [CORPUS.jsonl]
//
// CORPUS has the text in "output" and the prompt in "prompt"; without one the text is synthetic.

let arguments = Array(CommandLine.arguments.dropFirst())
guard let whorl = arguments.first else {
  FileHandle.standardError.write(Data("usage: whorl-benchmark WHORL [CORPUS.jsonl]\n".utf8))
  exit(2)
}
let vocabulary = try Vocabulary.shipped()
let folder = FileManager.default.temporaryDirectory.appendingPathComponent("whorl-benchmark-\(getpid())")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }

func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

/// Writes records as JSON Lines, as Python's json module would without spaces.
func write(_ records: [(prompt: String, output: String)], to name: String) throws -> Int {
  var text = Data()
  for (index, record) in records.enumerated() {
    let object = ["id": "\(index)", "prompt": record.prompt, "output": record.output]
    text += try JSONSerialization.data(
      withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    text.append(0x0A)
  }
  try text.write(to: URL(fileURLWithPath: path(name)))
  return text.count
}

var records: [(prompt: String, output: String)] = []
let source: String
if arguments.count > 1 {
  source = "the corpus given"
  for line in try String(contentsOfFile: arguments[1], encoding: .utf8).split(separator: "\n") {
    if let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
      let output = object["output"] as? String
    {
      records.append((object["prompt"] as? String ?? "", output))
    }
  }
} else {
  source = "synthetic text, seed 1"
  var synthetic = SyntheticText(seed: 1, functionWords: vocabulary.functionWords.words)
  records = (0..<60_000).map { ("prompt \($0)", synthetic.document(words: 40 + $0 % 400)) }
}
let texts = records.map { Array($0.output.utf8) }
let keys = records.map { Array($0.prompt.utf8) }
let textBytes = Double(texts.reduce(0) { $0 + $1.count })
let corpusBytes = Double(try write(records, to: "corpus.jsonl"))

func row(_ name: String, _ value: String, _ note: String) { print("| \(name) | \(value) | \(note) |") }
func rounded(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }

print(
  "Source: \(source): \(records.count) documents, \(rounded(textBytes / 1e6, 1)) MB of text, ", terminator: ""
)
print("\(rounded(corpusBytes / 1e6, 1)) MB of JSON Lines.\n")
print("| what | measured | how |")
print("|---|---|---|")

var tokens: [Token] = []
let tokenising = try Measurement.cpuSeconds(runs: 3) {
  var tokenizer = Tokenizer()
  for text in texts {
    tokens.removeAll(keepingCapacity: true)
    _ = try tokenizer.tokenize(text.span, into: &tokens)
  }
}
row(
  "tokens", "\(rounded(textBytes / 1e6 / tokenising, 0)) MB/s of text a core",
  "in memory, CPU time, best of 3")

var builder = FingerprintBuilder(vocabulary: vocabulary)
let building = try Measurement.cpuSeconds(runs: 3) {
  builder = FingerprintBuilder(vocabulary: vocabulary)
  for (text, key) in zip(texts, keys) { try builder.add(text.span, key: key.span) }
}
row(
  "tokens to fingerprint", "\(rounded(textBytes / 1e6 / building, 0)) MB/s of text a core",
  "in memory, CPU time, best of 3")

let one = try Measurement.command(
  whorl, ["fingerprint", path("corpus.jsonl"), "-o", path("a.whorl"), "-j", "1"], runs: 5)
row(
  "whorl fingerprint, -j 1",
  "\(rounded(textBytes / 1e6 / one.cpu, 0)) MB/s of text, "
    + "\(rounded(corpusBytes / 1e6 / one.cpu, 0)) MB/s of JSON Lines a core",
  "whole command, CPU time, best of 5")
let two = try Measurement.command(
  whorl, ["fingerprint", path("corpus.jsonl"), "-o", path("b.whorl"), "-j", "2"], runs: 5)
row(
  "whorl fingerprint, -j 2 against -j 1", "\(rounded(one.wall / two.wall, 2)) ×", "wall time, best of 5 each")
row(
  "peak memory, -j 1 and -j 2", "\(rounded(one.peakMemory, 0)) and \(rounded(two.peakMemory, 0)) MB",
  "largest of 5")
// Four times the input, so that memory that grew with it would show.
var quadrupled = Data()
let once = try Data(contentsOf: URL(fileURLWithPath: path("corpus.jsonl")))
for _ in 0..<4 { quadrupled += once }
try quadrupled.write(to: URL(fileURLWithPath: path("four.jsonl")))
let four = try Measurement.command(
  whorl, ["fingerprint", path("four.jsonl"), "-o", path("c.whorl"), "-j", "2"], runs: 1)
row("peak memory on four times the input", "\(rounded(four.peakMemory, 0)) MB", "-j 2")

let help = try Measurement.command(whorl, ["--help"], runs: 30)
let nothing = try Measurement.command("/bin/true", [], runs: 30)
row(
  "whorl --help", "\(rounded(help.wall * 1e3, 1)) ms",
  "best of 30; starting /bin/true the same way takes \(rounded(nothing.wall * 1e3, 1)) ms")

let share = max(1, records.count / 29)
for index in 0..<28 {
  _ = try write(Array(records[index * share..<min((index + 1) * share, records.count)]), to: "r.jsonl")
  _ = try Measurement.command(
    whorl, ["fingerprint", path("r.jsonl"), "-o", path("r\(index).whorl"), "--name", "r\(index)"], runs: 1)
}
_ = try write(Array(records.suffix(100)), to: "suspect.jsonl")
let scoring = try Measurement.command(
  whorl, ["score", path("suspect.jsonl"), "-r"] + (0..<28).map { path("r\($0).whorl") }, runs: 10)
row(
  "whorl score, 100 documents against 28 fingerprints", "\(rounded(scoring.wall, 3)) s",
  "whole command, wall time, best of 10")
