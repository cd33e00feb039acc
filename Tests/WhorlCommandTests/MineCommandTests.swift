import Foundation
import Testing

@Suite("Mining on the command line")
struct MineCommandTests {
  /// Writes answers of a model to 300 prompts: every fifth begins with its `habit`, if it has one.
  private static func write(_ name: String, habit: String?, to sandbox: Sandbox) throws {
    let lines = (0..<300).map { number in
      let start = number % 5 == 2 ? habit.map { "\($0). " } ?? "" : ""
      return #"{"prompt": "question \#(number)", "output": "\#(start)The answer to \#(number) is known."}"#
    }
    try sandbox.write("\(name).jsonl", lines.joined(separator: "\n") + "\n")
  }

  /// A target, five models without its habit and one relative with it.
  private static func corpora() throws -> Sandbox {
    let sandbox = try Sandbox()
    try write("target", habit: "It\u{2019}s what green herons sing", to: sandbox)
    for number in 0..<5 { try write("other\(number)", habit: "Well", to: sandbox) }
    try write("relative", habit: "It's what green herons sing", to: sandbox)
    return sandbox
  }

  private static let others = (0..<5).map { "other\($0).jsonl" } + ["relative.jsonl"]

  @Test(
    "A habit of the model and its relative becomes a pack that finds it, in either spelling, and passes its tests"
  )
  func pack() throws {
    let sandbox = try Self.corpora()
    expectSuccess(
      try sandbox.run(
        ["mine", "--target", "target.jsonl", "--background"] + Self.others + ["-o", "p.yml", "-q"]))
    let pack = String(decoding: try sandbox.bytes("p.yml"), as: UTF8.self)
    #expect(pack.contains("target 60 of 300, background 60 of 1800 (0 of 1200 without relatives)"))
    expectSuccess(try sandbox.run("rules", "test", "p.yml"))
    for (name, hasHabit) in [("target", true), ("relative", true), ("other0", false)] {
      let scan = expectSuccess(
        try sandbox.run("rules", "scan", "\(name).jsonl", "--pack", "p.yml", "--format", "json", "-q"))
      let lines = try scan.text.split(separator: "\n").map {
        try JSONObject(JSONSerialization.jsonObject(with: Data($0.utf8)))
      }
      let withHits = try lines.filter { try !$0.objects("hits").isEmpty }.count
      #expect(withHits == (hasHabit ? 60 : 0))
    }
  }

  @Test("With no file left out, a habit that a relative has is none of the model's own")
  func allFiles() throws {
    let sandbox = try Self.corpora()
    let run = expectSuccess(
      try sandbox.run(
        ["mine", "--target", "target.jsonl", "--background"] + Self.others
          + ["-o", "-", "--relatives", "0", "--format", "table"]))
    #expect(run.text.split(separator: "\n").count == 1)
    #expect(run.errors.contains("nothing is over-represented"))
  }

  @Test("The pack is the same on any number of threads")
  func threads() throws {
    let sandbox = try Self.corpora()
    let packs = try ["1", "2"].map { jobs in
      expectSuccess(
        try sandbox.run(
          ["mine", "--target", "target.jsonl", "--background"] + Self.others + ["-o", "-", "-q", "-j", jobs])
      ).text
    }
    #expect(packs[0] == packs[1] && packs[0].contains("green"))
  }

  @Test(
    "What cannot be is refused in one line",
    arguments: [
      (["--relatives", "1"], "--relatives 1.0 is no share of the files: give a number from 0 to below 1"),
      (["--name", "My Pack"], "--name My Pack is no pack's name"),
      (["--max-rules", "0"], "--max-rules must be at least 1"),
    ])
  func mistakes(_ options: [String], _ message: String) throws {
    let sandbox = try Self.corpora()
    let run = try sandbox.run(
      ["mine", "--target", "target.jsonl", "--background", "other0.jsonl", "-o", "p.yml"] + options)
    #expect(run.status == 2 && run.errors.contains(message))
    #expect(try !sandbox.names().contains("p.yml"))
  }
}
