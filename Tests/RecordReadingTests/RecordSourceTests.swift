import Foundation
import Testing

@testable import RecordReading

@Suite("Arguments stand for sources")
struct RecordSourceTests {
  @Test("a directory gives its record files sorted by path bytes")
  func directoryOrder() throws {
    let directory = try TemporaryDirectory()
    let names = [
      "b.jsonl", "a/z.ndjson", "a.jsonl", "B.json", "a/b/c.jsonl.gz", "a-b.ndjson.gz", "é.jsonl", "U.JSONL",
      "t.csv", "x.jsonl.zst",
    ]
    for name in names + ["notes.md", "a.gz", ".hidden.jsonl", ".git/x.jsonl", "json", "x.jsonl.xz"] {
      try directory.write([], to: name)
    }
    let expansion = try RecordSource.expand([directory.path + "/"])
    let found = expansion.sources.map { String($0.displayPath.dropFirst(directory.path.utf8.count + 1)) }
    let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(found == sorted)
    #expect(expansion.notes.isEmpty)
  }

  @Test("arguments keep their order, and files are taken whatever their names")
  func order() throws {
    let directory = try TemporaryDirectory()
    let text = try directory.write([], to: "z.txt")
    let inner = try directory.write([], to: "folder/a.jsonl")
    let expansion = try RecordSource.expand([text, "-", directory.path])
    #expect(expansion.sources == [RecordSource(path: text), .standardInput, RecordSource(path: inner)])
    #expect(expansion.sources.map(\.displayName) == ["z.txt", "-", "a.jsonl"])
  }

  @Test("text files are documents where nothing else is, and else left out with a note")
  func textFiles() throws {
    let directory = try TemporaryDirectory()
    try directory.write([], to: "b.txt")
    try directory.write([], to: "a.txt.gz")
    #expect(try RecordSource.expand([directory.path]).sources.map(\.displayName) == ["a.txt.gz", "b.txt"])
    try directory.write([], to: "c.jsonl")
    let expansion = try RecordSource.expand([directory.path])
    #expect(expansion.sources.map(\.displayName) == ["c.jsonl"])
    #expect(expansion.notes.count == 1)
  }

  @Test("a pattern stands for what it matches, unless there is a file of its name")
  func patterns() throws {
    let directory = try TemporaryDirectory()
    for name in ["b.jsonl", "a.jsonl", "c.csv", "d[1].jsonl"] { try directory.write([], to: name) }
    func names(_ pattern: String) throws -> [String] {
      try RecordSource.expand([directory.path + "/" + pattern]).sources.map(\.displayName)
    }
    #expect(try names("[ab].jsonl") == ["a.jsonl", "b.jsonl"])
    #expect(try names("?.c*") == ["c.csv"])
    #expect(try names("d[1].jsonl") == ["d[1].jsonl"])
    #expect(throws: RecordReadingError.self) { try names("x*") }
    var failures: [RecordReadingError] = []
    let arguments = [directory.path + "/none", directory.path + "/a.jsonl"]
    let expansion = try RecordSource.expand(arguments) { failures.append($0) }
    #expect(expansion.sources.count == 1)
    #expect(failures.map(\.code) == [.cannotOpen])
  }

  @Test("where failures are told, a dangling link costs no file beside it, in a directory or a pattern")
  func danglingLink() throws {
    let directory = try TemporaryDirectory()
    for name in ["a.jsonl", "c.jsonl"] { try directory.write([], to: "d/" + name) }
    try FileManager.default.createSymbolicLink(
      atPath: directory.path + "/d/b.jsonl", withDestinationPath: "nowhere")
    for argument in ["/d", "/d/*.jsonl"].map({ directory.path + $0 }) {
      var failures: [String] = []
      let expansion = try RecordSource.expand([argument]) { failures.append($0.message) }
      #expect(expansion.sources.map(\.displayName) == ["a.jsonl", "c.jsonl"])
      #expect(failures == ["cannot open \(directory.path)/d/b.jsonl: No such file or directory"])
      #expect(throws: RecordReadingError.self) { try RecordSource.expand([argument]) }
    }
    for name in ["a.jsonl", "c.jsonl"] {
      try FileManager.default.removeItem(atPath: directory.path + "/d/" + name)
    }
    var failures: [RecordReadingError.Code] = []
    #expect(try RecordSource.expand([directory.path + "/d"]) { failures.append($0.code) }.sources.isEmpty)
    #expect(failures == [.cannotOpen])
  }

  @Test("a file named twice is kept and noted")
  func repeated() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write([], to: "a.jsonl")
    let link = directory.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
    let expansion = try RecordSource.expand([file, link, file])
    #expect(expansion.sources.count == 3)
    #expect(
      expansion.notes == [
        "\(link) is read more than once (as \(file)): its records count each time",
        "\(file) is read more than once: its records count each time",
      ])
  }

  @Test("a link that leads upwards ends the search there with a note")
  func linkLoop() throws {
    let directory = try TemporaryDirectory()
    try directory.write([], to: "a/b.jsonl")
    try FileManager.default.createSymbolicLink(
      atPath: directory.path + "/a/up", withDestinationPath: directory.path)
    let expansion = try RecordSource.expand([directory.path])
    #expect(expansion.sources.map(\.displayName) == ["b.jsonl"])
    #expect(expansion.notes.count == 1)
  }

  @Test("what cannot be expanded is one error line")
  func errors() throws {
    let directory = try TemporaryDirectory()
    try directory.write([], to: "notes.md")
    func error(_ arguments: [String]) -> RecordReadingError? {
      do throws(RecordReadingError) {
        _ = try RecordSource.expand(arguments)
        return nil
      } catch {
        return error
      }
    }
    #expect(error(["/nowhere"])?.message == "cannot open /nowhere: No such file or directory")
    #expect(error([directory.path])?.code == .noRecordFiles)
    #expect(error(["-", "-"])?.code == .repeatedStandardInput)
    #expect(error(["bad\nname"])?.message == "cannot open bad?name: No such file or directory")
  }

  @Test(
    "the display name is the last component",
    arguments: [
      ("a/b.jsonl", "b.jsonl"), ("b", "b"), ("/x/y/", "y"), ("/", "/"), ("a\u{7}b", "a?b"), ("", ""),
    ])
  func displayName(path: String, name: String) {
    #expect(RecordSource(path: path).displayName == name)
  }

  @Test("names that are not UTF-8 are opened by their bytes")
  func rawNames() throws {
    let directory = try TemporaryDirectory()
    let bytes = Array(directory.path.utf8) + Array("/x".utf8) + [0xFF] + Array(".jsonl".utf8)
    let name = bytes.map { CChar(bitPattern: $0) } + [0]
    let file = try #require(fopen(name, "w"))
    fputs("{\"output\":\"a\"}", file)
    fclose(file)
    let expansion = try RecordSource.expand([directory.path])
    let source = try #require(expansion.sources.first)
    #expect(source.displayName == "x\u{FFFD}.jsonl")
    var stream = try RecordStream(source)
    #expect(try readAll(&stream, plan: outputPlan()).records.count == 1)
  }
}
