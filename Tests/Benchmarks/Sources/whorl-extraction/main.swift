import Foundation
import RecordReading

// How fast fields are taken out of JSON Lines, in memory and on one core:
//
//     swift build -c release --package-path Tests/Benchmarks --product whorl-extraction
//     Tests/Benchmarks/.build/release/whorl-extraction CORPUS.jsonl
//
// Prints one row of a Markdown table: CPU time of the fastest of five passes, after one that is not counted.

guard let path = CommandLine.arguments.dropFirst().first else {
  FileHandle.standardError.write(Data("usage: whorl-extraction CORPUS.jsonl\n".utf8))
  exit(2)
}
var stream = try RecordStream(RecordSource(path: path))
var chunks: [RecordChunk] = []
var bytes = 0
while bytes < 400_000_000, let chunk = try stream.nextChunk() {
  bytes += chunk.byteCount
  chunks.append(chunk)
}
guard let first = chunks.first, let plan = try FieldPlan.detect(in: first)?.plan else {
  FileHandle.standardError.write(Data("\(path) holds no records\n".utf8))
  exit(2)
}
let extractor = RecordExtractor(plan: plan)
var batch = RecordBatch()
var best = Double.infinity
var (records, textBytes) = (0, 0)
for pass in 0...5 {
  (records, textBytes) = (0, 0)
  let start = clock()
  for chunk in chunks {
    batch.removeAll()
    extractor.extract(chunk, into: &batch)
    records += batch.records.count
    textBytes += batch.records.reduce(0) { $0 + $1.text.count }
  }
  if pass > 0 { best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC)) }
}
let rate = Double(bytes) / 1e6 / best
print(
  "| field extraction | \(Int(rate)) MB/s of JSON Lines a core | \(records) records, \(textBytes) bytes of text,"
    + " in memory, CPU time, best of 5 |")
