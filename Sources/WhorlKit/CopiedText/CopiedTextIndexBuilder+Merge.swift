extension CopiedTextIndexBuilder {
  /// Appends all documents of `index`, as if they were read again: the result is that of one build.
  ///
  /// Where a seed is in more than ``postingLimit`` documents, those that the index kept are taken.
  ///
  /// - Throws: ``CopiedTextError`` if the parameters differ, and what the storage throws.
  /// - Complexity: O(n) in the size of the index, and the memory of a block of signatures.
  public mutating func append(_ index: CopiedTextIndex) throws {
    try parameters.check(index.header.parameters)
    let offset = count
    var keepsSeeds = [Bool](repeating: false, count: index.count)
    let width = MinHashSignature.valueCount
    let channels = DocumentDigests.channels
    var feature = 0
    var row = [UInt32](repeating: 0, count: width)
    for reference in index.header.references {
      beginReference(reference.name)
      references[references.count - 1].sampling = reference.sampling
      add(inputs: reference.inputs)
      for document in reference.documents {
        index.copySignature(document, into: &row)
        let content = index.contentHash(document)
        let number = try beginDocuments(
          contents: [content], prompts: [index.promptKey(document)],
          words: [UInt32(index.wordCount(document))], signatures: row[...])
        keepsSeeds[document] = isFirst(number, content: content, signature: row[...])
        let counts = index.featureCounts.withHalfWords(document * channels, (document + 1) * channels) {
          span in
          span.indices.map { span[$0] }
        }
        let total = counts.reduce(0) { $0 + Int($1) }
        guard feature + total <= index.features.range.count / 4 else {
          throw FileFormatError(.damaged, "is damaged in its section 'overlap-counts' (too many)")
        }
        let kept = index.features.withHalfWords(feature, feature + total) { span in
          span.indices.map { span[$0] }
        }
        try addFeatures(kept[...], counts: counts[...])
        feature += total
        try index.withID(document) { try ids.append($0) }
        idEnds.append(UInt64(ids.count))
        _ = try index.withText(document) { text in
          try texts.append(text)
          textSums.append(CopiedTextIndex.sum(text))
        }
        textEnds.append(UInt64(texts.count))
      }
    }
    for start in stride(from: 0, to: index.header.postings, by: 1 << 16) {
      let end = min(start + 1 << 16, index.header.postings)
      let seeds = index.seedHashes.withHalfWords(start, end) { span in span.indices.map { span[$0] } }
      let documents = index.seedDocuments.withHalfWords(start, end) { span in span.indices.map { span[$0] } }
      for (seed, document) in zip(seeds, documents) {
        guard Int(document) < index.count else {
          throw FileFormatError(.damaged, "is damaged in its section 'seed-documents' (no such document)")
        }
        if keepsSeeds[Int(document)] { try addPosting(seed, UInt32(offset) + document) }
      }
    }
  }
}
