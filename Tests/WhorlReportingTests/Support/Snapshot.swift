import Foundation
import Testing

/// Golden texts in `Snapshots/`, compared byte for byte.
enum Snapshot {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Snapshots")

  /// Expects `text` to be the snapshot `name`.
  ///
  /// With `WHORL_RECORD_SNAPSHOTS` set, or where there is none, it is written instead and the test fails, so
  /// that nothing is recorded unseen.
  static func expect(
    _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appendingPathComponent(name)
    let isRecording = ProcessInfo.processInfo.environment["WHORL_RECORD_SNAPSHOTS"] != nil
    guard !isRecording, let expected = try? String(contentsOf: file, encoding: .utf8) else {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      Issue.record("recorded \(name): look at it, then run again", sourceLocation: sourceLocation)
      return
    }
    guard !expected.utf8.elementsEqual(text.utf8) else { return }
    let pairs = zip(
      expected.split(separator: "\n", omittingEmptySubsequences: false),
      text.split(separator: "\n", omittingEmptySubsequences: false))
    let difference = pairs.enumerated().first { $0.element.0 != $0.element.1 }
    Issue.record(
      """
      \(name) differs from line \((difference?.offset ?? pairs.underestimatedCount) + 1): \
      expected \(difference?.element.0 ?? ""), is \(difference?.element.1 ?? "")
      """, sourceLocation: sourceLocation)
  }
}
