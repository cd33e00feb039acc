import Foundation
import Testing

@Suite("Mining on the command line")
struct MineCommandTests {
  /// Writes answers of a model to 300 prompts: every fifth, or other, begins with its `habit`, if it has one, or ends
  /// with it.
  private static func write(
    _ name: String, habit: String?, every: Int = 5, atEnd: Bool = false, to sandbox: Sandbox
  ) throws {
    let lines = (0..<300).map { number in
      let part = number % every == 2 ? habit.map { atEnd ? " \($0)." : "\($0). " } ?? "" : ""
      let answer = "The answer to \(number) is known."
      let output = atEnd ? answer + part : part + answer
      return #"{"prompt": "question \#(number)", "output": "\#(output)"}"#
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
    // The habit of one relative in six is no chance: 60 of 300 beside 60 of 1,800.
    let rate = try #require(
      pack.split(separator: "\n").first { $0.hasPrefix("  false_discovery_rate: ") }?.split(separator: " ")
        .last)
    #expect(try #require(Double(rate)) < 1e-6)
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

  @Test("With no file left out, a habit is compared with its frequency in relatives, too")
  func allFiles() throws {
    let sandbox = try Self.corpora()
    let ratios = try ["0", "0.34"].map { share in
      let run = expectSuccess(
        try sandbox.run(
          ["mine", "--target", "target.jsonl", "--background"] + Self.others
            + ["-o", "-", "--relatives", share, "--format", "table", "-q"]))
      let columns = try #require(run.text.split(separator: "\n").dropFirst().first).split(separator: "\t")
      #expect(try #require(Double(columns[8])) < 1e-6)
      return try #require(Double(columns[5]))
    }
    #expect(ratios[0] > 4 && ratios[0] < 8 && ratios[1] > 100)
  }

  @Test("Words that others have elsewhere become a rule of how texts begin")
  func openings() throws {
    let sandbox = try Sandbox()
    try Self.write("target", habit: "So green herons sing", to: sandbox)
    for number in 0..<5 {
      try Self.write("other\(number)", habit: "So green herons sing", atEnd: true, to: sandbox)
    }
    expectSuccess(
      try sandbox.run(
        ["mine", "--target", "target.jsonl", "--background"] + Self.others.dropLast() + ["-o", "p.yml", "-q"])
    )
    let pack = String(decoding: try sandbox.bytes("p.yml"), as: UTF8.self)
    #expect(pack.contains("family: opening-") && !pack.contains("family: words-"))
    #expect(pack.contains("is_strong: true"))
    expectSuccess(try sandbox.run("rules", "test", "p.yml"))
    for (name, hits) in [("target", 60), ("other0", 0)] {
      let scan = expectSuccess(
        try sandbox.run("rules", "scan", "\(name).jsonl", "--pack", "p.yml", "--format", "json", "-q"))
      let lines = try scan.text.split(separator: "\n").map {
        try JSONObject(JSONSerialization.jsonObject(with: Data($0.utf8)))
      }
      #expect(try lines.filter { try !$0.objects("hits").isEmpty }.count == hits)
    }
  }

  @Test("A pack that tells little is written and said to")
  func weak() throws {
    let sandbox = try Sandbox()
    try Self.write("target", habit: "Green herons sing", to: sandbox)
    for number in 0..<5 {
      try Self.write("other\(number)", habit: "Green herons sing", every: 15, to: sandbox)
    }
    let run = expectSuccess(
      try sandbox.run(
        ["mine", "--target", "target.jsonl", "--background"] + Self.others.dropLast() + ["-o", "-"]))
    #expect(run.text.contains("is_strong: false") && run.text.contains("- id: phrase-1"))
    #expect(run.errors.contains("hardly told from other models' habits"))
  }

  @Test("Where a model has no habit of its own, the pack is empty and says so")
  func nothing() throws {
    let sandbox = try Self.corpora()
    let run = expectSuccess(
      try sandbox.run(
        ["mine", "--target", "other0.jsonl", "--background", "other1.jsonl", "other2.jsonl", "-o", "-"]))
    #expect(run.text.contains("rules: []") && run.errors.contains("nothing is over-represented"))
    // A loop over models goes on: the pack is one that finds nothing.
    try sandbox.write("p.yml", run.text)
    for arguments in [
      ["check", "p.yml"], ["test", "p.yml"], ["scan", "other0.jsonl", "--pack", "p.yml", "--format", "json"],
    ] {
      let run = expectSuccess(try sandbox.run(["rules"] + arguments))
      #expect((run.text + run.errors).contains("warning: the pack has no rules, as none were found"))
    }
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
