import RecordReading
import WhorlKit

/// A corpus that was read: all that a fingerprint needs but its name.
struct CorpusFingerprint {
  let builder: FingerprintBuilder
  let tally: CorpusTally

  /// The fingerprint under `name`.
  func fingerprint(name: String, vendor: String?) throws -> Fingerprint {
    let skipped = tally.skipped
    return builder.fingerprint(
      name: name, vendor: vendor, toolVersion: ToolVersion.current, created: try SourceDate.fixed(),
      inputs: tally.inputs.map { input in
        FingerprintHeader.InputDigest(
          name: input.displayName, bytes: UInt64(input.byteCount), sha256: input.sha256)
      },
      skipped: SkippedRecords(
        malformed: UInt64(skipped.malformed), tooLong: UInt64(skipped.tooLong),
        missingField: UInt64(skipped.missingField), notText: UInt64(skipped.notText),
        empty: UInt64(skipped.empty)),
      replacedInReading: UInt64(tally.repairedRecords))
  }
}
