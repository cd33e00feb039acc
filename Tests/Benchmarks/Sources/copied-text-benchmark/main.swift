import Foundation
import WhorlKit

// The library's side of `copied_text.py peers`, which runs it beside other libraries:
//
//     copied-text-benchmark DOCUMENTS JACCARD RUNS
//
// DOCUMENTS holds documents, each ended by a NUL byte. Prints the CPU seconds from texts in memory to
// verified pairs, the fastest of RUNS, then a line for each pair: the numbers of its documents and their
// Jaccard similarity.

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count == 3, let jaccard = Double(arguments[1]), let runs = Int(arguments[2]) else {
  FileHandle.standardError.write(Data("usage: copied-text-benchmark DOCUMENTS JACCARD RUNS\n".utf8))
  exit(2)
}

let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: arguments[0])))
var ranges: [Range<Int>] = []
var start = 0
for index in bytes.indices where bytes[index] == 0 {
  ranges.append(start..<index)
  start = index + 1
}

/// Documents that are digested at once.
let batchSize = 256
var best = Double.infinity
var pairs: [DuplicateClusters.Pair] = []
let nothing: [UInt8] = []
for _ in 0..<runs {
  let begun = clock()
  let parameters = CopiedTextParameters(
    bands: try BandPlan(threshold: jaccard, falseNegativeWeight: 0.98), removesEchoes: false, keepsText: false
  )
  var builder = try CopiedTextIndexBuilder(
    parameters: parameters, storage: MemoryStorage(), keepsSeeds: false)
  builder.beginReference("")
  var digests = DocumentDigests(parameters: parameters, functionWords: nil, keepsSeeds: false)
  for first in stride(from: 0, to: ranges.count, by: batchSize) {
    digests.removeAll()
    let batch = ranges[first..<min(first + batchSize, ranges.count)]
    digests.reserve(batch.count, bytes: batch.reduce(0) { $0 + $1.count })
    for range in batch {
      try digests.add(bytes.span.extracting(range), prompt: nothing.span, id: nothing.span)
    }
    try builder.append(digests)
  }
  let index = try builder.finish(toolVersion: "benchmark")
  pairs = try DuplicateClusters(of: index, jaccard: jaccard) { document, body in
    try body(bytes.span.extracting(ranges[document]))
  }.pairs
  best = min(best, Double(clock() - begun) / Double(CLOCKS_PER_SEC))
}
print(best)
for pair in pairs { print(pair.first, pair.second, pair.jaccard) }
