import WhorlKit

/// Fingerprints from what the user named: fingerprint files, or corpora that are fingerprinted on the
/// way. Which it is, the first bytes tell.
struct FingerprintSource {
  let pipeline: Pipeline

  /// Reads a fingerprint file.
  static func read(_ path: String) throws -> Fingerprint {
    let bytes = try InputBytes.read(path)
    do { return try Fingerprint(bytes) } catch {
      let hint = error.code == .notOurs ? ": make one with 'whorl fingerprint \(path) -o FILE.whorl'" : ""
      throw CommandFailure("\(path) \(error)\(hint)")
    }
  }

  /// The suspect: one fingerprint file, or one corpus of any number of inputs.
  func suspect(_ arguments: [String], name: String?) async throws -> Fingerprint {
    for path in arguments where try Self.isFingerprint(path) {
      guard arguments.count == 1 else {
        throw CommandFailure(
          "\(path) is a fingerprint and there are \(arguments.count) suspects: "
            + "combine fingerprints with 'whorl merge' first")
      }
      var fingerprint = try Self.read(path)
      if let name { fingerprint = fingerprint.renamed(name) }
      return fingerprint
    }
    let corpus = try await pipeline.read(arguments)
    return try corpus.fingerprint(name: name ?? Self.name(of: arguments), vendor: nil)
  }

  /// The references: each fingerprint file, each corpus file, and every `.whorl` file of a directory;
  /// a directory without one is one corpus.
  func references(_ arguments: [String]) async throws -> [Fingerprint] {
    var references: [Fingerprint] = []
    for argument in arguments {
      if argument != "-", let paths = try InputBytes.fingerprints(inDirectory: argument), !paths.isEmpty {
        for path in paths { references.append(try Self.read(path)) }
      } else if try Self.isFingerprint(argument) {
        references.append(try Self.read(argument))
      } else {
        let corpus = try await pipeline.read([argument])
        references.append(try corpus.fingerprint(name: Self.name(of: [argument]), vendor: nil))
      }
    }
    return references
  }

  /// The name of a corpus that was given none: that of its first input, without folders and endings.
  static func name(of arguments: [String]) -> String {
    guard let first = arguments.first, first != "-" else { return "-" }
    var name = first.split(separator: "/").last.map(String.init) ?? first
    for ending in [".gz", ".jsonl", ".ndjson", ".json"] where name.hasSuffix(ending) && name != ending {
      name.removeLast(ending.count)
    }
    return name
  }

  private static func isFingerprint(_ path: String) throws -> Bool {
    guard path != "-" else { return false }
    return Fingerprint.hasMagic(try InputBytes.prefix(of: path, count: 8))
  }
}
