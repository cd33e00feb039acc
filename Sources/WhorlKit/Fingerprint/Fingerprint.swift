/// What is kept of a corpus: sums over its documents, in two halves by prompt, and sketches of its
/// shingles. No text.
///
/// ```swift
/// var builder = FingerprintBuilder(vocabulary: try .shipped())
/// for answer in answers { try builder.add(answer.text.span, key: answer.prompt.span) }
/// let fingerprint = try builder.fingerprint(name: "model", …)
/// ```
///
/// The same documents give the same fingerprint in any order and any partition. See
/// `docs/fingerprint-format.md` for its file.
public struct Fingerprint: Sendable, Equatable {
  /// What the fingerprint says of itself.
  public internal(set) var header: FingerprintHeader
  /// The sums of each prompt half; always two.
  public internal(set) var halves: [FeatureSums]
  /// The sketches of all documents.
  public internal(set) var sketches: ShingleSketches
  /// How often rules hold; nil if the corpus was not scanned with any.
  public internal(set) var rules: RuleSums?

  /// The sums of both halves.
  ///
  /// - Complexity: O(n) in the number of features, and a new array each time.
  public var sums: FeatureSums {
    var sums = halves[0]
    sums.add(halves[1])
    return sums
  }

  /// The fingerprint of the documents of `self` and `other` together, under `name`.
  ///
  /// Associative and commutative but for `name`, which the caller decides. A vendor or date that the
  /// two do not share is dropped, and so are counts of rules that are not of the same packs; the tool
  /// version is that of the merging tool.
  ///
  /// Shards of the same inputs come together: when none is missing, the result is that of one run.
  ///
  /// - Throws: ``FingerprintMismatch`` if any parameter differs, ``FingerprintShardMismatch`` if one is a
  ///   shard and the other none of the same inputs, ``TooManyDocuments``.
  public func merged(
    with other: Fingerprint, name: String, toolVersion: String
  ) throws -> Fingerprint {
    try header.parameters.check(agreesWith: other.header.parameters)
    guard header.documents + other.header.documents <= FeatureScale.maximumDocuments else {
      throw TooManyDocuments()
    }
    let inputs = try header.mergedInputs(with: other.header)
    var result = self
    for index in halves.indices { result.halves[index].add(other.halves[index]) }
    do throws(SketchMismatch) {
      try result.sketches.formUnion(other.sketches)
    } catch {
      throw FingerprintMismatch(
        field: error.field.rawValue, left: String(error.left), right: String(error.right))
    }
    if var rules, let others = other.rules, rules.merge(others) {
      result.rules = rules
    } else {
      result.rules = nil
    }
    result.header = header.merged(with: other.header, name: name, toolVersion: toolVersion)
    result.header.inputs = inputs.inputs
    result.header.shards = inputs.shards
    return result
  }
}

extension FingerprintHeader {
  fileprivate func merged(
    with other: FingerprintHeader, name: String, toolVersion: String
  ) -> FingerprintHeader {
    var result = self
    result.name = name
    result.vendor = vendor == other.vendor ? vendor : nil
    result.created = created == other.created ? created : nil
    result.toolVersion = toolVersion
    result.documents += other.documents
    result.tokens += other.tokens
    result.words += other.words
    result.skipped = skipped + other.skipped
    result.replacedSequences += other.replacedSequences
    return result
  }

  /// The inputs of both: those of shards of the same inputs are the same.
  fileprivate func mergedInputs(
    with other: FingerprintHeader
  ) throws(FingerprintShardMismatch) -> (inputs: [InputDigest], shards: FingerprintShards?) {
    guard shards != nil || other.shards != nil else { return ((inputs + other.inputs).sorted(), nil) }
    guard let shards, let others = other.shards, shards.count == others.count, inputs == other.inputs else {
      let names = [shards, other.shards].compactMap { $0?.text }.joined(separator: " and ")
      throw FingerprintShardMismatch(
        description:
          "shard \(names) can be merged only with the other shards of the same inputs: do that first")
    }
    if let part = shards.parts.first(where: others.parts.contains) {
      throw FingerprintShardMismatch(
        description: "shard \(part)/\(shards.count) is in both: name each shard once")
    }
    let all = FingerprintShards(count: shards.count, parts: (shards.parts + others.parts).sorted())
    return (inputs, all.isComplete ? nil : all)
  }
}

extension FingerprintHeader.InputDigest: Comparable {
  /// Orders by name, then digest, then size, then what was detected.
  public static func < (a: Self, b: Self) -> Bool {
    if !a.name.utf8.elementsEqual(b.name.utf8) { return a.name.utf8.lexicographicallyPrecedes(b.name.utf8) }
    if !a.sha256.utf8.elementsEqual(b.sha256.utf8) {
      return a.sha256.utf8.lexicographicallyPrecedes(b.sha256.utf8)
    }
    if a.bytes != b.bytes { return a.bytes < b.bytes }
    return (a.detected ?? "").utf8.lexicographicallyPrecedes((b.detected ?? "").utf8)
  }
}

extension Fingerprint {
  /// The same fingerprint under another name.
  public func renamed(_ name: String) -> Fingerprint {
    var result = self
    result.header.name = name
    return result
  }
}
