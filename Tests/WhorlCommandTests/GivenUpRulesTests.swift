import Foundation
import Testing

@Suite("Rules that are given up while a corpus is read")
struct GivenUpRulesTests {
  /// A sandbox with a pack that no text of many letters can be searched with, and a corpus of which two texts are such.
  private static func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.write("slow.yml", SlowPack.yaml)
    let plain = (0..<30).map {
      #"{"output": "The answer to question \#($0) is that it depends on the weather."}"#
    }
    try sandbox.write("texts.jsonl", (plain + [SlowPack.record, SlowPack.record]).joined(separator: "\n"))
    return sandbox
  }

  private static let line =
    "whorl: counts of rules may be too low: slow.yml:5:5: rule 'nested' was given up in 2 documents, first in the "
    + "record at texts.jsonl:31: "

  @Test(
    "A fingerprint is made, its counts are said to be too low, and the status is 2", arguments: ["1", "2"])
  func fingerprint(_ jobs: String) throws {
    let sandbox = try Self.sandbox()
    let run = try sandbox.run(
      "fingerprint", "texts.jsonl", "-o", "t.whorl", "--name", "t", "--packs", "slow.yml", "-j", jobs)
    #expect(run.status == 2)
    #expect(run.errors.contains(Self.line))
    #expect(try !sandbox.bytes("t.whorl").isEmpty)
  }

  @Test("Evidence and explanation are given, with the same line and status", arguments: ["score", "explain"])
  func evidence(_ command: String) throws {
    let sandbox = try Self.sandbox()
    let run = try sandbox.run(
      command, "texts.jsonl", "-r", try Demo.fingerprint("aster"), "--packs", "slow.yml", "--format", "json")
    #expect(run.status == 2)
    #expect(run.errors.contains(Self.line))
    #expect(try run.json().string("schema") == "whorl.\(command)/1")
  }

  @Test("A fit says in which text a rule was given up, and ends with status 2")
  func fit() throws {
    let sandbox = try Self.sandbox()
    let pack = String(decoding: try sandbox.bytes("slow.yml"), as: UTF8.self)
    try sandbox.write(
      "fitted.yml",
      pack.replacingOccurrences(
        of: "rules:",
        with: """
          scores: [{name: s, classes: {style: 1}, positive: [odd]}]
          labels: [{label: odd, when: [s >= 0.5]}, {label: plain}]
          rules:
          """))
    let long = #"{"output": "\#(String(repeating: "a", count: 4000)) c", "kind": "plain"}"#
    let lines = [#"{"output": "aax", "kind": "odd"}"#, #"{"output": "many", "kind": "plain"}"#, long]
    try sandbox.write("labelled.jsonl", lines.joined(separator: "\n") + "\n")
    let run = try sandbox.run(
      "rules", "fit", "labelled.jsonl", "--pack", "fitted.yml", "--labels", "kind", "-o", "new.yml")
    #expect(run.status == 2)
    #expect(
      run.errors.contains("given up in 1 document, first in the record at labelled.jsonl, labelled text 3: "))
    #expect(try !sandbox.bytes("new.yml").isEmpty)
  }
}
