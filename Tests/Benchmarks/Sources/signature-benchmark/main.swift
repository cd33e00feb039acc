import Foundation
import WhorlKit

// The side of whorl in `Tests/Benchmarks/signatures.py`, which runs it beside other libraries:
//
//     signature-benchmark DOCUMENTS PAIRS RUNS
//
// Both files hold documents, each ended by a NUL byte; in PAIRS two in a row are a pair. Prints one JSON
// object: CPU seconds from text in memory to signatures, the fastest of RUNS, the shingles signed, and for
// each pair the estimate less the exact Jaccard similarity, null where a document has no shingle.

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count == 3, let runs = Int(arguments[2]) else {
  FileHandle.standardError.write(Data("usage: signature-benchmark DOCUMENTS PAIRS RUNS\n".utf8))
  exit(2)
}

func documents(_ path: String) throws -> (bytes: [UInt8], ranges: [Range<Int>]) {
  let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  var ranges: [Range<Int>] = []
  var start = 0
  for index in bytes.indices where bytes[index] == 0 {
    ranges.append(start..<index)
    start = index + 1
  }
  return (bytes, ranges)
}

let (bytes, ranges) = try documents(arguments[0])
var extractor = SignatureExtractor()
var best = Double.infinity
var shingles = 0
var table = [UInt32](repeating: 0, count: 128 * ranges.count)
for _ in 0..<runs {
  let start = clock()
  let text = bytes.span
  var signatures = table.mutableSpan
  shingles = 0
  for index in ranges.indices {
    var row = signatures.extracting(128 * index..<128 * (index + 1))
    shingles += try extractor.sign(text.extracting(ranges[index]), into: &row)
  }
  best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
}

let (pairBytes, pairRanges) = try documents(arguments[1])
var errors: [String] = []
for index in stride(from: 0, to: pairRanges.count - 1, by: 2) {
  var sets: [Set<UInt64>] = []
  var signatures: [MinHashSignature] = []
  for range in pairRanges[index...index + 1] {
    let text = pairBytes.span.extracting(range)
    sets.append(
      try extractor.withShingleHashes(of: text) { hashes in Set(hashes.indices.map { hashes[$0] }) })
    if let signature = try extractor.signature(of: text) { signatures.append(signature) }
  }
  guard signatures.count == 2 else {
    errors.append("null")
    continue
  }
  let exact = Double(sets[0].intersection(sets[1]).count) / Double(sets[0].union(sets[1]).count)
  errors.append("\(signatures[0].jaccardEstimate(with: signatures[1]) - exact)")
}
// The sum of all values shows that the work was done.
let checksum = table.reduce(UInt64(0)) { $0 &+ UInt64($1) }
print(
  "{\"seconds\": \(best), \"shingles\": \(shingles), \"errors\": [\(errors.joined(separator: ", "))], "
    + "\"checksum\": \(checksum)}")
