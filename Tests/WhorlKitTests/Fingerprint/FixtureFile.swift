import Foundation
import Testing

/// A file of recorded bytes in `Fixtures/v1/`.
///
/// With `WHORL_RECORD_FIXTURES` in the environment the bytes are written instead of compared, and the
/// test fails, so that no recording passes for a check.
enum FixtureFile {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/v1")

  static func check(_ name: String, equals bytes: [UInt8]) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["WHORL_RECORD_FIXTURES"] != nil {
      try Data(bytes).write(to: file)
      Issue.record("\(name) was recorded: look at it and run again without WHORL_RECORD_FIXTURES")
      return
    }
    let recorded = try Data(contentsOf: file)
    #expect(recorded.elementsEqual(bytes), "\(name) differs: a change of bytes is a change of format")
  }
}
