import RecordReading
import WhorlKit
import WhorlReporting

/// Fingerprints from what the user named: fingerprint files, or corpora that are fingerprinted on the
/// way. Which it is, the first bytes tell, or the ending `.whorl`.
struct FingerprintSource {
  let pipeline: Pipeline

  /// Reads a fingerprint file.
  static func read(_ path: String) throws -> Fingerprint {
    let bytes = try InputBytes.read(path)
    do { return try Fingerprint(bytes) } catch {
      throw CommandFailure("\(path) \(error)\(remedy(error, bytes, path))")
    }
  }

  private static func remedy(_ error: FileFormatError, _ bytes: [UInt8], _ path: String) -> String {
    switch error.code {
    case .newerVersion, .olderVersion: ""
    case .truncated, .damaged: ": fetch it again, or make it again with 'whorl fingerprint'"
    case .notOurs where CopiedTextIndex.hasMagic(bytes):
      ": an index goes behind -r of 'whorl match', 'whorl dedupe' or 'whorl score --question distilled'"
    case .notOurs where BackgroundModel.hasMagic(bytes): ": a background goes behind --background"
    case .notOurs where Fingerprint.hasMagic(bytes): ": give it to --vocabulary if it belongs there"
    case .notOurs where path == "-" || path.hasSuffix(".whorl"): ": make one with 'whorl fingerprint'"
    case .notOurs: ": if it is a corpus, make one with 'whorl fingerprint \(path) -o FILE.whorl'"
    }
  }

  /// Documents of a suspect that are kept one by one, for intervals.
  static let documentsKept = 2000

  /// The suspect: one fingerprint file, or one corpus of any number of inputs, whose documents are then
  /// at hand one by one.
  func suspect(
    _ arguments: [String], name: String?
  ) async throws -> (fingerprint: Fingerprint, rows: [DocumentRow]) {
    for path in arguments where try Self.isFingerprint(path) {
      guard arguments.count == 1 else {
        throw CommandFailure(
          "\(path) is a fingerprint and there are \(arguments.count) suspects: "
            + "combine fingerprints with 'whorl merge' first")
      }
      var fingerprint = try Self.read(path)
      if let name { fingerprint = fingerprint.renamed(name) }
      return (fingerprint, [])
    }
    let corpus = try await pipeline.read(arguments, rowLimit: Self.documentsKept)
    let fingerprint = try corpus.fingerprint(name: name ?? Self.name(of: arguments), vendor: nil)
    return (fingerprint, corpus.builder.rows)
  }

  /// The references: each fingerprint file, each corpus file, and every `.whorl` file of a directory;
  /// a directory without one is one corpus.
  func references(_ arguments: [String]) async throws -> [Fingerprint] {
    var references: [Fingerprint] = []
    for argument in arguments {
      if argument != "-", let paths = try InputBytes.fingerprints(inDirectory: argument), !paths.isEmpty {
        if let note = Self.corporaLeftOut(of: argument) { pipeline.notes.note(note) }
        for path in paths { references += try readable(path) }
      } else if try Self.isFingerprint(argument) {
        references += try readable(argument)
      } else if let corpus = try await pipeline.readable([argument]) {
        references.append(try corpus.fingerprint(name: Self.name(of: [argument]), vendor: nil))
      }
    }
    guard !references.isEmpty || arguments.isEmpty else {
      throw CommandFailure("no reference could be read: there is nothing to compare with")
    }
    return references
  }

  /// The fingerprint at `path`; none where it cannot be read and reading is to go on.
  private func readable(_ path: String) throws -> [Fingerprint] {
    do {
      return [try Self.read(path)]
    } catch let failure as CommandFailure where pipeline.options.keepsGoing {
      FailureLog.report(failure.message)
      return []
    }
  }

  /// What to say of a directory of fingerprints that holds corpora, too; nil where it holds none.
  static func corporaLeftOut(of directory: String) -> String? {
    guard let sources = try? RecordSource.expand([directory]).sources else { return nil }
    // Text that stands beside fingerprints is rather about them.
    let names = sources.map(\.displayName).filter { !$0.hasSuffix(".txt") && $0 != "MANIFEST.json" }
    guard let first = names.first else { return nil }
    let what =
      names.count == 1
      ? first : "\(first) and \(CountText.of(names.count - 1, "more corpus", "more corpora"))"
    return
      "\(directory) holds fingerprints, which are taken, and \(what), which \(names.count == 1 ? "is" : "are") "
      + "not: name corpora one by one"
  }

  /// The name of a corpus that was given none: that of its first input, without folders and endings.
  static func name(of arguments: [String]) -> String {
    guard let first = arguments.first, first != "-" else { return "-" }
    var name = first.split(separator: "/").last.map(String.init) ?? first
    for ending in [".gz", ".zst", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".txt"]
    where name.hasSuffix(ending) && name != ending {
      name.removeLast(ending.count)
    }
    return ModelName.derived(from: name)
  }

  /// Whether there is a fingerprint at `path`.
  static func isFingerprint(_ path: String) throws -> Bool {
    guard path != "-", let prefix = try InputBytes.prefix(of: path, count: 8) else { return false }
    // By its name as well: what should be a fingerprint and is not is no corpus either.
    return Fingerprint.hasMagic(prefix) || path.hasSuffix(".whorl")
  }
}
