import Foundation
import Testing

/// A fresh directory in which the built tool runs, removed with this object.
final class Sandbox: Sendable {
  let directory: URL
  /// Holds the descriptors' files, so that the directory itself holds what the tool left and no more.
  private let streams: URL

  init() throws {
    let base = FileManager.default.temporaryDirectory.appendingPathComponent("whorl-\(UUID().uuidString)")
    directory = base.appendingPathComponent("work")
    streams = base.appendingPathComponent("streams")
    for url in [directory, streams] {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
  }

  deinit { remove() }

  /// Removes the directory and all in it.
  func remove() {
    try? FileManager.default.removeItem(at: directory.deletingLastPathComponent())
  }

  /// The tool, beside the bundle of the running tests.
  static let tool: URL = {
    #if os(macOS)
      return Bundle(for: Sandbox.self).bundleURL.deletingLastPathComponent().appendingPathComponent("whorl")
    #else
      return Bundle.main.bundleURL.appendingPathComponent("whorl")
    #endif
  }()

  /// Runs the tool in the directory, with no environment but `environment`.
  func run(
    _ arguments: [String], input: some Sequence<UInt8> = [], environment: [String: String] = [:]
  ) throws -> ToolRun {
    try run(Self.tool, arguments, input: Data(input), environment: environment)
  }

  /// Runs the tool without standard input.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> ToolRun {
    try run(Self.tool, arguments, input: Data(), environment: environment)
  }

  /// Runs a script of the shell, in which `$WHORL` is the tool.
  func shell(_ script: String) throws -> ToolRun {
    try run(
      URL(fileURLWithPath: "/bin/sh"), ["-c", script], input: Data(),
      environment: ["WHORL": Self.tool.path, "PATH": "/usr/local/bin:/usr/bin:/bin"])
  }

  /// Writes a file and returns its name.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, Data(text.utf8)) }

  /// Writes a file and returns its name.
  @discardableResult
  func write(_ name: String, _ bytes: Data) throws -> String {
    try bytes.write(to: directory.appendingPathComponent(name))
    return name
  }

  /// The bytes of a file.
  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: directory.appendingPathComponent(name))
  }

  /// The names of all that lies in the directory, hidden files included.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
  }

  // The standard streams are files: unlike a pipe, a file cannot fill up and stop the tool while the
  // other one is read.
  private func run(
    _ executable: URL, _ arguments: [String], input: Data, environment: [String: String]
  ) throws -> ToolRun {
    let (stdin, stdout, stderr) = (stream("in"), stream("out"), stream("err"))
    try input.write(to: stdin)
    for url in [stdout, stderr] { try Data().write(to: url) }
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = environment
    process.currentDirectoryURL = directory
    process.standardInput = try FileHandle(forReadingFrom: stdin)
    process.standardOutput = try FileHandle(forWritingTo: stdout)
    process.standardError = try FileHandle(forWritingTo: stderr)
    try process.run()
    process.waitUntilExit()
    return ToolRun(
      status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: try Data(contentsOf: stdout),
      errors: String(decoding: try Data(contentsOf: stderr), as: UTF8.self))
  }

  private func stream(_ role: String) -> URL {
    streams.appendingPathComponent("\(role)-\(UUID().uuidString)")
  }
}
