import Foundation
import Testing

/// The commands of `docs/tutorial.md`, run as a reader would.
@Suite("The tutorial")
struct TutorialTests {
  private static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The blocks of a page that are fenced as `language`, in order.
  private static func blocks(_ language: String, of page: String) -> [String] {
    page.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }

  @Test(
    "every command runs, and the verdicts are those that the page shows",
    arguments: [
      ("tutorial.md", 8, ["clover.whorl", "case.html", "case.txt", "case.json"]),
      ("ci/README.md", 3, ["gate/references/clover.whorl", "gate/whorl.yml", "gate/why.html"]),
    ])
  func commands(name: String, least: Int, files: [String]) throws {
    let page = try String(
      contentsOf: Self.project.appendingPathComponent("docs/\(name)"), encoding: .utf8)
    // What belongs to no checkout is only shown: its own baseline, for one.
    let commands = Self.blocks("sh", of: page).filter { !$0.contains("# in CI") }
    let shown = Self.blocks("text", of: page)
    try #require(commands.count >= least && shown.count >= 3)
    let sandbox = try Sandbox()
    let link = sandbox.directory.appendingPathComponent("corpora")
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: Self.project.appendingPathComponent("corpora"))
    let run = expectSuccess(
      try sandbox.shell(
        "set -e\nPATH=\"$(dirname \"$WHORL\"):$PATH\"\n" + commands.joined(separator: "\n")))
    var rest = run.text[...]
    for verdict in shown {
      let place = try #require(rest.range(of: verdict + "\n"), "the page shows '\(verdict)'")
      rest = rest[place.upperBound...]
    }
    for name in files {
      #expect(try !sandbox.bytes(name).isEmpty)
    }
  }

  @Test(
    "links between pages lead somewhere",
    arguments: ["tutorial", "explain", "reading-a-report", "validation-for-everyone", "faq", "glossary"])
  func links(name: String) throws {
    let folder = Self.project.appendingPathComponent("docs")
    let page = try String(contentsOf: folder.appendingPathComponent("\(name).md"), encoding: .utf8)
    let targets = page.components(separatedBy: "](").dropFirst().compactMap {
      $0.components(separatedBy: ")").first
    }
    #expect(!targets.isEmpty)
    for target in targets {
      let path = target.components(separatedBy: "#")[0]
      guard !path.isEmpty else { continue }
      let file = folder.appendingPathComponent(path).standardizedFileURL.path
      #expect(FileManager.default.fileExists(atPath: file), "\(target)")
    }
  }
}
