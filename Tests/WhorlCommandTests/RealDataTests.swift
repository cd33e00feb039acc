import Foundation
import Testing

private enum RealOutputs {
  static let files: [String] = {
    let folder = Demo.folder.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("shared/data/xstest")
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { $0.hasSuffix(".jsonl.gz") }.sorted().map {
      folder.appendingPathComponent($0).path
    }
  }()
}

/// Real outputs beside the project; `Tests/Robustness/same_bytes.py` does the same with a hundred times as many.
@Suite(
  "Real outputs have one fingerprint, however the work is divided",
  .enabled(if: RealOutputs.files.count == 3, "no ../shared/data/xstest beside the project"))
struct RealDataTests {
  private func fingerprint(
    _ sandbox: Sandbox, _ name: String, _ arguments: [String] = [], inputs: [String] = RealOutputs.files
  ) throws -> Data {
    expectSuccess(
      try sandbox.run(["fingerprint", "-q", "--name", "m", "-o", "\(name).whorl"] + arguments + inputs))
    return try sandbox.bytes("\(name).whorl")
  }

  @Test("on one thread, on two, in shards, file by file, and stopped in between")
  func sameBytes() throws {
    let sandbox = try Sandbox()
    let whole = try fingerprint(sandbox, "whole", ["-j", "1"])
    #expect(try fingerprint(sandbox, "two", ["-j", "2"]) == whole)

    for part in ["1", "2"] { _ = try fingerprint(sandbox, part, ["--shard", "\(part)/2"]) }
    expectSuccess(try sandbox.run("merge", "-q", "-o", "shards.whorl", "2.whorl", "1.whorl"))
    #expect(try sandbox.bytes("shards.whorl") == whole)

    for (index, file) in RealOutputs.files.enumerated() {
      _ = try fingerprint(sandbox, "file\(index)", inputs: [file])
    }
    expectSuccess(
      try sandbox.run("merge", "-q", "-o", "files.whorl", "file2.whorl", "file0.whorl", "file1.whorl"))
    #expect(try sandbox.bytes("files.whorl") == whole)

    let inputs = RealOutputs.files.map { "'\($0)'" }.joined(separator: " ")
    let command =
      "\"$WHORL\" fingerprint -q --name m -o stopped.whorl --checkpoint state --checkpoint-interval 0 \(inputs)"
    let run = try sandbox.shell(
      """
      \(command) & pid=$!
      while [ ! -f state ] && kill -0 $pid; do sleep 0.01; done
      kill -9 $pid; wait $pid; [ -f state ] && echo stopped
      \(command)
      """)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text == "stopped\n")
    #expect(try sandbox.bytes("stopped.whorl") == whole)
    #expect(!(try sandbox.names().contains("state")))
  }
}
