import RecordReading
import WhorlKit

/// References that copied text is looked for in: index files, and corpora that are indexed on the way.
struct CopiedTextReferences {
  let corpus: OrderedCorpus
  let functionWords: FunctionWords?

  /// Opens an index file.
  ///
  /// - Parameter checks: Which checksums are compared.
  static func open(_ path: String, checks: CopiedTextIndexChecks) throws -> CopiedTextIndex {
    guard let region = try MappedFile.region(path) else {
      throw CommandFailure("\(path) is no regular file: an index is read in place, so give it as a file")
    }
    do throws(FileFormatError) {
      return try CopiedTextIndex(region, checks: checks, name: path)
    } catch {
      let remedy =
        switch error.code {
        case .newerVersion, .olderVersion, .notOurs: ""
        case .truncated, .damaged: ": fetch it again, or make it again with 'whorl index'"
        }
      throw CommandFailure("\(path) \(error)\(remedy)")
    }
  }

  /// Whether the file at `path` is an index.
  static func isIndex(_ path: String) throws -> Bool {
    guard path != "-", let prefix = try InputBytes.prefix(of: path, count: 8) else { return false }
    if CopiedTextIndex.hasMagic(prefix) { return true }
    guard !Fingerprint.hasMagic(prefix) else {
      throw CommandFailure(
        "\(path) is a fingerprint or another file of whorl, which holds no documents: name a corpus, or an "
          + "index that 'whorl index' made")
    }
    return false
  }

  /// The indexes of `arguments`: index files as they are, in the order given, then one of all corpora.
  func indexes(
    _ arguments: [String], threshold: Double, keepsEchoes: Bool, checks: CopiedTextIndexChecks = .lookups
  ) async throws -> [CopiedTextIndex] {
    var indexes: [CopiedTextIndex] = []
    var corpora: [String] = []
    for argument in arguments {
      if try Self.isIndex(argument) {
        let index = try Self.open(argument, checks: checks)
        let removes = index.header.parameters.removesEchoes
        if removes == keepsEchoes {
          throw CommandFailure(
            "\(argument) was made \(removes ? "without" : "with") --keep-echoes: "
              + "\(removes ? "leave --keep-echoes out" : "add --keep-echoes")")
        }
        indexes.append(index)
      } else {
        corpora.append(argument)
      }
    }
    guard !corpora.isEmpty else { return indexes }
    do {
      let parameters = CopiedTextParameters(
        bands: try BandPlan(threshold: threshold, falseNegativeWeight: IndexCommand.defaultMissWeight),
        removesEchoes: !keepsEchoes, keepsText: true)
      let source = CopiedTextCorpus(corpus: corpus, parameters: parameters, functionWords: functionWords)
      var builder = try CopiedTextIndexBuilder(parameters: parameters, storage: MemoryStorage())
      for argument in corpora {
        for file in try Self.files(argument, keepsGoing: corpus.options.keepsGoing) {
          try await source.appendReadable([file], name: FingerprintSource.name(of: [file]), to: &builder)
        }
      }
      indexes.append(try builder.finish(toolVersion: ToolVersion.current))
    } catch {
      throw CommandFailure(error)
    }
    return indexes
  }

  /// The corpora that an argument stands for: each file of a directory is one.
  ///
  /// - Parameter keepsGoing: Whether what cannot be read is told and left out.
  static func files(_ argument: String, keepsGoing: Bool) throws -> [String] {
    guard argument != "-" else { return [argument] }
    let tell: ((RecordReadingError) -> Void)? =
      keepsGoing ? { FailureLog.report(CommandFailure($0).message) } : nil
    do {
      return try RecordSource.expand([argument], onFailure: tell).sources.map(\.displayPath)
    } catch {
      throw CommandFailure(error)
    }
  }
}
