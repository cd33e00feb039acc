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
  /// two do not share is dropped; the tool version is that of the merging tool.
  ///
  /// - Throws: ``FingerprintMismatch`` if any parameter differs, ``TooManyDocuments``.
  public func merged(
    with other: Fingerprint, name: String, toolVersion: String
  ) throws -> Fingerprint {
    try header.parameters.check(agreesWith: other.header.parameters)
    guard header.documents + other.header.documents <= FeatureScale.maximumDocuments else {
      throw TooManyDocuments()
    }
    var result = self
    for index in halves.indices { result.halves[index].add(other.halves[index]) }
    do throws(SketchMismatch) {
      try result.sketches.formUnion(other.sketches)
    } catch {
      throw FingerprintMismatch(
        field: error.field.rawValue, left: String(error.left), right: String(error.right))
    }
    result.header = header.merged(with: other.header, name: name, toolVersion: toolVersion)
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
    result.inputs = (inputs + other.inputs).sorted()
    return result
  }
}

extension FingerprintHeader.InputDigest: Comparable {
  /// Orders by name, then digest, then size.
  public static func < (a: Self, b: Self) -> Bool {
    if !a.name.utf8.elementsEqual(b.name.utf8) { return a.name.utf8.lexicographicallyPrecedes(b.name.utf8) }
    if !a.sha256.utf8.elementsEqual(b.sha256.utf8) {
      return a.sha256.utf8.lexicographicallyPrecedes(b.sha256.utf8)
    }
    return a.bytes < b.bytes
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
