import WhorlKit

/// A reference or a suspect, found and named, of which no more than a header has been read.
struct PlannedInput: Sendable {
  /// Its name in reports.
  let name: String
  /// Whether the name was given, and not taken from its file.
  let isNamed: Bool
  /// The fingerprint, or the files, directories or `-` of one corpus.
  let paths: [String]
  /// Every file that is read.
  let files: [String]
  let vendor: String?
  /// Who makes the model that wrote a suspect; nil to take it from the settings.
  let maker: String?
  let reading: CorpusReadingOptions
  let isFingerprint: Bool
  /// Why it cannot be read, where that is known before any work; it then counts as one that failed.
  var problem: CommandFailure?
  /// What its directory holds that is not taken, said once for all that is; nil where there is nothing.
  var note: String?

  /// The paths that a report may show; standard input has none.
  var shownPaths: [String] { paths.filter { $0 != "-" } }

  /// What `entries` stand for, in their order.
  ///
  /// What cannot be found or opened is among them, with its `problem`.
  ///
  /// - Throws: `CommandFailure` for patterns that nothing fits, for two of one name, and for options that do not
  ///   hold.
  ///
  /// - Parameter seed: What --sample draws by.
  static func inputs(
    _ entries: [InputEntry], role: String, reading: InputOptions, seed: UInt64
  ) throws -> [PlannedInput] {
    var inputs: [PlannedInput] = []
    for entry in entries { inputs += try self.inputs(entry, role: role, reading: reading, seed: seed) }
    var seen: [String: PlannedInput] = [:]
    for input in inputs {
      if let other = seen.updateValue(input, forKey: input.name) {
        let (a, b) = (other.paths.first ?? "-", input.paths.first ?? "-")
        throw CommandFailure(
          a == b
            ? "\(role) '\(input.name)' is there twice: \(a)"
            : "two \(role)s are called '\(input.name)': \(a) and \(b); give them names in a project file")
      }
    }
    return inputs
  }

  private static func inputs(
    _ entry: InputEntry, role: String, reading: InputOptions, seed: UInt64
  ) throws -> [PlannedInput] {
    var own = reading
    for (key, text) in entry.fields {
      switch key {
      case .textField: own.textField = text
      case .promptField: own.promptField = text
      case .idField: own.idField = text
      case .maxBad: own.maxBad = text
      default: break
      }
    }
    do {
      let options = try own.resolved(seed: seed)
      var units: [[String]] = []
      var notes: [String: String] = [:]
      var problems: [String: CommandFailure] = [:]
      for pattern in entry.paths {
        let paths = pattern == "-" ? ["-"] : PathPattern.expand(pattern)
        guard !paths.isEmpty else {
          guard !pattern.isEmpty else { throw InputBytes.emptyPath }
          guard !PathPattern.isPattern(pattern) else {
            throw CommandFailure("nothing fits the pattern \(pattern) of a \(role): check it")
          }
          problems[pattern] = entry.failure(
            "there is no file or directory '\(pattern)', named as a \(role): check the path")
          units.append([pattern])
          continue
        }
        for path in paths {
          do {
            if path != "-", let found = try InputBytes.fingerprints(inDirectory: path), !found.isEmpty {
              units += found.map { [$0] }
              notes[found[0]] = FingerprintSource.corporaLeftOut(of: path)
            } else {
              units.append([path])
            }
          } catch {
            problems[path] = entry.failure(CommandFailure(error).message)
            units.append([path])
          }
        }
      }
      if entry.name != nil { units = [units.flatMap(\.self)] }
      return try units.map { unit in
        var (isFingerprint, files, problem) = (false, unit, unit.lazy.compactMap { problems[$0] }.first)
        if problem == nil {
          do {
            isFingerprint = try unit.contains { try FingerprintSource.isFingerprint($0) }
            if !isFingerprint { files = try own.files(unit) }
          } catch {
            problem = entry.failure(CommandFailure(error).message)
          }
        }
        if isFingerprint, unit.count > 1 {
          throw CommandFailure(
            "\(role) '\(entry.name ?? "")' is \(unit.count) files with a fingerprint among them: "
              + "combine fingerprints with 'whorl merge' first, or leave out the name")
        }
        var header = isFingerprint ? try? FingerprintSource.read(unit[0]).header.name : nil
        // The name that a fingerprint is most likely to hold, which thresholds know it by.
        if problem != nil, unit[0].hasSuffix(".whorl") {
          header = FingerprintSource.name(of: [String(unit[0].dropLast(".whorl".count))])
        }
        return PlannedInput(
          name: entry.name ?? header ?? FingerprintSource.name(of: unit), isNamed: entry.name != nil,
          paths: unit, files: files, vendor: entry.vendor, maker: entry.fields[.maker], reading: options,
          isFingerprint: isFingerprint, problem: problem, note: notes[unit[0]])
      }
    } catch let failure as CommandFailure {
      throw entry.failure(failure.message)
    }
  }
}
