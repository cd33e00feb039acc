import Foundation
import Testing

@Suite("Same records, same bytes")
struct DeterminismTests {
  @Test("a fingerprint has the same bytes with any number of threads, as a file and on standard output")
  func threads() throws {
    let sandbox = try Sandbox()
    let corpora = [Demo.corpus("suspect-a"), Demo.corpus("suspect-b")]
    var all: [Data] = []
    for jobs in ["1", "2", "8"] {
      expectSuccess(
        try sandbox.run(["fingerprint"] + corpora + ["-j", jobs, "-o", "\(jobs).whorl", "--name", "m"]))
      all.append(try sandbox.bytes("\(jobs).whorl"))
    }
    all.append(try sandbox.run(["fingerprint"] + corpora + ["-q", "-o", "-", "--name", "m"]).output)
    #expect(all.allSatisfy { $0 == all[0] && !$0.isEmpty })
  }

  @Test("a merge of two parts equals one fingerprint of both, and the order of the parts does not matter")
  func merge() throws {
    let sandbox = try Sandbox()
    let lines = try Demo.lines("aster")
    try sandbox.write("1.jsonl", lines.prefix(13).joined(separator: "\n"))
    try sandbox.write("2.jsonl", lines.dropFirst(13).joined(separator: "\n"))
    for part in ["1", "2"] {
      expectSuccess(try sandbox.run("fingerprint", "\(part).jsonl", "-o", "\(part).whorl", "--name", "aster"))
    }
    expectSuccess(try sandbox.run("fingerprint", "2.jsonl", "1.jsonl", "-o", "both.whorl", "--name", "aster"))
    expectSuccess(try sandbox.run("merge", "1.whorl", "2.whorl", "-o", "12.whorl"))
    let other = expectSuccess(try sandbox.run("merge", "2.whorl", "1.whorl", "-q", "-o", "-"))
    #expect(other.errors.isEmpty)
    #expect(try sandbox.bytes("12.whorl") == sandbox.bytes("both.whorl"))
    #expect(try sandbox.bytes("12.whorl") == other.output)

    // One file with the same records differs in its digests and in nothing else.
    func inspected(_ path: String) throws -> [String: Any] {
      var members = try sandbox.run("inspect", path, "--format", "json").json().members
      members["inputs"] = nil
      return members
    }
    let whole = try inspected(try Demo.fingerprint("aster"))
    #expect(NSDictionary(dictionary: whole) == NSDictionary(dictionary: try inspected("12.whorl")))
    func scores(_ path: String) throws -> Data {
      try sandbox.run(
        "score", Demo.corpus("suspect-a"), "--format", "json", "-r", path, try Demo.fingerprint("bolt")
      ).output
    }
    #expect(try scores("12.whorl") == scores(try Demo.fingerprint("aster")))
  }

  @Test("the date is that of SOURCE_DATE_EPOCH, or there is none")
  func sourceDate() throws {
    let sandbox = try Sandbox()
    try sandbox.write("a.jsonl", "{\"output\": \"one two three\"}\n")
    func made(_ epoch: String?) throws -> ToolRun {
      try sandbox.run(
        "fingerprint", "a.jsonl", "-q", "-o", "a.whorl",
        environment: epoch.map { ["SOURCE_DATE_EPOCH": $0] } ?? [:])
    }
    func created() throws -> Any? {
      try sandbox.run("inspect", "a.whorl", "--format", "json").json().members["created"]
    }
    expectSuccess(try made(nil))
    #expect(try created() is NSNull)
    for (epoch, date) in [("0", "1970-01-01T00:00:00Z"), ("951827696", "2000-02-29T12:34:56Z")] {
      expectSuccess(try made(epoch))
      #expect(try created() as? String == date)
    }
    for wrong in ["yesterday", "-1", "253402300800", "1.5"] {
      expectError(try made(wrong), "SOURCE_DATE_EPOCH", "seconds")
    }
  }
}
