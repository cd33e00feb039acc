import Foundation
import RecordReading
import RulePacks
import WhorlKit

// How fast rule packs scan texts, in memory and on one core, and whether their hits are those of every rule run
// alone:
//
//     swift build -c release --package-path Tests/Benchmarks --product rule-benchmark
//     Tests/Benchmarks/.build/release/rule-benchmark CORPUS.jsonl [--check] [--passes N] [--all-only]
//
// Prints rows of a Markdown table: CPU time of the fastest pass, after one that is not counted. With --check each
// text is also scanned by every rule over its whole scope, which takes minutes, and hits are compared.

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("\(message)\n".utf8))
  exit(2)
}

var arguments = Array(CommandLine.arguments.dropFirst())
let isChecking = arguments.contains("--check")
arguments.removeAll { $0 == "--check" }
let isAllOnly = arguments.contains("--all-only")
arguments.removeAll { $0 == "--all-only" }
var passes = 5
if let place = arguments.firstIndex(of: "--passes"), place + 1 < arguments.count {
  passes = Int(arguments[place + 1]) ?? passes
  arguments.removeSubrange(place...(place + 1))
}
guard let path = arguments.first else { fail("usage: rule-benchmark CORPUS.jsonl [--check] [--passes N]") }

var stream = try RecordStream(RecordSource(path: path))
var storage: [UInt8] = []
var texts: [Range<Int>] = []
var plan: FieldPlan?
while let chunk = try stream.nextChunk() {
  if plan == nil { plan = try FieldPlan.detect(in: chunk)?.plan }
  guard let plan else { fail("\(path) holds no records") }
  var batch = RecordBatch()
  RecordExtractor(plan: plan).extract(chunk, into: &batch)
  for record in batch.records {
    texts.append(storage.count..<(storage.count + record.text.count))
    storage += batch.storage[record.text]
  }
}
let bytes = texts.reduce(0) { $0 + $1.count }

/// Seconds of this thread's processor time.
func processorSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

func measure(_ name: String, _ packNames: [String], _ texts: [Range<Int>], in storage: [UInt8], passes: Int) {
  let bytes = texts.reduce(0) { $0 + $1.count }
  // As many at once as a command has in a piece of its input.
  let pieces = stride(from: 0, to: texts.count, by: 512).map { Array(texts[$0..<min($0 + 512, texts.count)]) }
  let start = processorSeconds()
  let set = RuleSet(
    packNames.compactMap { name in
      RulePack.shippedBytes(name).flatMap { RulePack.read($0, file: name).pack }
    })
  var scanner = RuleScanner(set)
  let preparation = processorSeconds() - start
  var best = Double.infinity
  var (hits, counts) = (0, 0)
  for pass in 0...max(1, passes) {
    (hits, counts) = (0, 0)
    let start = processorSeconds()
    for piece in pieces {
      for scan in scanner.scan(piece, in: storage.span) {
        hits += scan.hits.count
        counts += set.counts(of: scan).count
      }
    }
    if pass > 0 { best = min(best, processorSeconds() - start) }
  }
  let rate = String(format: "%.1f", Double(bytes) / 1e6 / best)
  print(
    "| \(name) | \(set.count) | \(rate) MB/s | \(hits) | \(counts) | "
      + String(format: "%.0f ms |", preparation * 1000))
}

print("\(texts.count) texts, \(bytes) bytes\n")
print("| packs | rules | text scanned and counted | hits | entries | packs read and compiled |")
print("|---|---|---|---|---|---|")
measure("all", RulePack.shippedNames, texts, in: storage, passes: passes)
if !isAllOnly { measure("refusal, hedging", ["refusal", "hedging"], texts, in: storage, passes: passes) }

if isChecking {
  let set = RuleSet(
    RulePack.shippedNames.compactMap { name in
      RulePack.shippedBytes(name).flatMap { RulePack.read($0, file: name).pack }
    })
  var fast = RuleScanner(set)
  var slow = RuleScanner(set, usesPrefilter: false)
  var (same, hits) = (0, 0)
  for (index, a) in fast.scan(texts, in: storage.span, maker: "anthropic").enumerated() {
    let b = slow.scan(storage.span.extracting(texts[index]), maker: "anthropic")
    guard a.hits == b.hits, a.failures == b.failures else {
      for hit in a.hits where !b.hits.contains(hit) {
        print("only fast: \(set.name(at: hit.rule)) \(hit.range)")
      }
      for hit in b.hits where !a.hits.contains(hit) {
        print("only slow: \(set.name(at: hit.rule)) \(hit.range)")
      }
      fail("text \(index) has other hits than its rules alone have")
    }
    same += 1
    hits += a.hits.count
  }
  print("\n\(same) texts have the same hits as by every rule alone: \(hits)")
}
