/// How many words a shingle holds: the two lengths that copied text is looked for at.
public enum ShingleLength: Int, CaseIterable, Sendable {
  /// Five words: near-duplicates, light edits.
  case five = 5
  /// Eight words: runs that two writers do not hit by chance.
  case eight = 8

  /// The seed of this length's shingle hashes, part of the file format.
  public var seed: UInt64 { StableHash.text("whorl/shingle\(rawValue)", seed: 0) }
}
