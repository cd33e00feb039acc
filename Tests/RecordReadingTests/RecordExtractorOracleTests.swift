import Foundation
import Testing

@testable import RecordReading

@Suite("Extraction agrees with a slow parser")
struct RecordExtractorOracleTests {
  /// What Foundation makes of a line; it allows some text that JSON does not, such as `[1,]`.
  private static func oracle(_ line: [UInt8]) -> [String: Any]? {
    (try? JSONSerialization.jsonObject(with: Data(line))) as? [String: Any]
  }

  private static let seeds: [String] = [
    #"{"id":7,"prompt":"p","output":"line\nnext é 😀 \u00e9\ud83d\ude00","meta":{"a":[1,-2.5e3,true,null,{}]}}"#,
    #"{"output":"","meta":[[],[[]],{"x":{"y":"z"}}],"id":"q"}"#,
    #"{"a":1,"b":[1,2,3],"output":"it said \"no\" \\ \/ and left","id":12.5}"#,
    #"  {"output" : "spaced" , "n" : [ 1 , 2 ] , "o" : { "k" : false } }  "#,
  ]

  @Test("mutated lines are valid for both or for neither", arguments: 0..<400)
  func mutations(seed: Int) throws {
    var generator = FixedGenerator(seed: UInt64(seed))
    let plan = try outputPlan()
    let pool = Array(#"{}[]",:\ abu01e.-+tfn/"#.utf8)
    for _ in 0..<20 {
      var line = Array((Self.seeds.randomElement(using: &generator) ?? "").utf8)
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let index = Int.random(in: 0..<line.count, using: &generator)
        let byte = pool.randomElement(using: &generator) ?? 0
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: line[index] = byte
        case 1: line.insert(byte, at: index)
        case 2: line.remove(at: index)
        default: line.swapAt(index, Int.random(in: 0..<line.count, using: &generator))
        }
      }
      let text = String(decoding: line, as: UTF8.self)
      guard Array(text.utf8) == line, !isBlank(0..<line.count, of: line.span) else { continue }
      let reading = read(line, plan: plan)
      #expect(reading.lineCount == 1)
      #expect(reading.skipped.malformed == (ObviousJSON.isObject(line) ? 0 : 1), "\(text)")
      guard reading.repaired == 0, let object = Self.oracle(line) else { continue }
      // Foundation keeps the last value of a repeated key.
      if text.components(separatedBy: "\"output\"").count != 2 { continue }
      if let output = object["output"] as? String, let record = reading.records.first {
        #expect(Array(record.text.utf8) == Array(output.utf8), "\(text)")
      }
    }
  }

  @Test("random bytes never crash, and every line is counted once", arguments: 0..<60)
  func fuzz(seed: Int) throws {
    var generator = FixedGenerator(seed: UInt64(seed) + 1000)
    let structural = Array(#"{}[]",:\"output"1 "#.utf8) + [0, 0x0A, 0x0D, 0x80, 0xC3, 0xFF]
    let bytes = (0..<4000).map { _ -> UInt8 in
      Bool.random(using: &generator)
        ? structural.randomElement(using: &generator) ?? 0 : UInt8.random(in: 0...255, using: &generator)
    }
    let lines = bytes.split(separator: 0x0A).filter { line in
      !line.allSatisfy { [0x20, 0x09, 0x0D].contains($0) }
    }
    let reading = try read(bytes, plan: outputPlan())
    #expect(reading.lineCount == lines.count)
    #expect(reading.records.count + reading.skipped.total == lines.count)
  }

  @Test("good lines cut at every byte are malformed and leave their neighbours alone")
  func cuts() throws {
    let plan = try outputPlan()
    for seed in Self.seeds.prefix(3) {
      let line = Array(seed.utf8)
      for count in 1..<line.count {
        let neighbours = Array("{\"output\":\"a\"}\n".utf8)
        let reading = read(neighbours + line[..<count] + [0x0A] + neighbours, plan: plan)
        #expect(reading.skipped.malformed == 1)
        #expect(reading.records.map(\.line) == [1, 3])
      }
    }
  }
}
