import Foundation
import Testing

/// The demo corpora, and fingerprints of them that are made once for all tests.
enum Demo {
  static let models = ["aster", "bolt", "clover"]

  /// The folder of the demo corpora.
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("corpora/demo")

  /// The path of a demo corpus.
  static func corpus(_ name: String) -> String { folder.appendingPathComponent("\(name).jsonl").path }

  /// The bytes of a demo corpus.
  static func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: corpus(name)))
  }

  /// The records of a demo corpus, a line each, without line ends.
  static func lines(_ name: String) throws -> [String] {
    String(decoding: try bytes(name), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// A directory with the fingerprint of each model and nothing else.
  static func fingerprints() throws -> String { try made.get().directory.path }

  /// The path of a model's fingerprint.
  static func fingerprint(_ model: String) throws -> String { try fingerprints() + "/\(model).whorl" }

  private static let made: Result<Sandbox, any Error> = Result {
    let sandbox = try Sandbox()
    for model in models {
      let run = try sandbox.run("fingerprint", corpus(model), "-o", "\(model).whorl", "--name", model)
      try #require(run.status == 0, "\(run.errors)")
    }
    // Nothing destroys a static value.
    atexit { if let sandbox = try? Demo.made.get() { sandbox.remove() } }
    return sandbox
  }
}
