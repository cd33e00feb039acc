import RecordReading
import WhorlKit
import WhorlReporting

/// A corpus that was read: all that a fingerprint needs but its name.
struct CorpusFingerprint {
  let builder: FingerprintBuilder
  let tally: CorpusTally
  /// The part of the inputs that it is; nil for all.
  var shard: RecordShard?
  /// What rules found in it; nil where that is not reported.
  var findings: RuleFindings?

  /// The fingerprint under `name`.
  func fingerprint(name: String, vendor: String?) throws -> Fingerprint {
    builder.fingerprint(
      name: name, vendor: vendor, toolVersion: ToolVersion.current, created: try SourceDate.fixed(),
      inputs: tally.headerInputs, skipped: SkippedRecords(tally.skipped),
      replacedInReading: UInt64(tally.repairedRecords),
      shard: shard.map { FingerprintShards(part: $0.index, count: $0.count) })
  }
}

extension CorpusTally {
  /// The inputs as a fingerprint's header names them.
  var headerInputs: [FingerprintHeader.InputDigest] {
    inputs.map { input in
      FingerprintHeader.InputDigest(
        name: input.displayName, bytes: UInt64(input.byteCount), sha256: input.sha256,
        detected: input.detected)
    }
  }
}

extension SkippedRecords {
  /// The counts of a corpus that was read.
  init(_ counts: SkipCounts) {
    self.init(
      malformed: UInt64(counts.malformed), tooLong: UInt64(counts.tooLong),
      missingField: UInt64(counts.missingField), notText: UInt64(counts.notText), empty: UInt64(counts.empty))
  }
}
