import Foundation
import Testing

/// What `docs/writing-packs.md` has its reader write and type.
@Suite("The page on writing a rule pack")
struct WritingPacksTests {
  private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/writing-packs.md")

  /// The blocks of the page that are fenced as `language`, in order.
  private static func blocks(_ language: String) throws -> [String] {
    try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```\(language)\n").dropFirst()
      .compactMap { $0.components(separatedBy: "\n```").first }
  }

  @Test("Its pack fails as the page says, is mended as it says, scans and is fitted as it says")
  func commands() throws {
    let yaml = try Self.blocks("yaml")
    let commands = try Self.blocks("sh")
    let shown = try Self.blocks("text")
    try #require(yaml.count == 3 && commands.count == 3 && shown.count == 4)
    let sandbox = try Sandbox()
    func run(_ command: String) throws -> String {
      try sandbox.shell("PATH=\"$(dirname \"$WHORL\"):$PATH\"\n{ \(command); } 2>&1; echo status $?").text
    }
    try sandbox.write("promises.yml", yaml[0] + "\n")
    #expect(try run(commands[0]) == shown[0] + "\nstatus 2\n")
    // The page shows the guard as it is to be.
    let guardBefore = try #require(yaml[1].components(separatedBy: "\n    side: across").first)
    #expect(yaml[0].contains(guardBefore))
    try sandbox.write("promises.yml", yaml[0].replacingOccurrences(of: guardBefore, with: yaml[1]) + "\n")
    #expect(try run(commands[0]) == shown[1] + "\nstatus 0\n")
    try sandbox.write("answers.jsonl", try #require(Self.blocks("json").first) + "\n")
    #expect(try run(commands[1]) == shown[2] + "\nstatus 0\n")
    #expect(try run(commands[2]) == shown[3] + "\nstatus 0\n")
    let fitted = String(decoding: try sandbox.bytes("fitted.yml"), as: UTF8.self)
    #expect(fitted.contains(yaml[2]))
    #expect(try run("whorl rules test --pack fitted.yml").hasSuffix("0 failed\nstatus 0\n"))
  }
}
