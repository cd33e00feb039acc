/// The sections of an index file, in their order.
enum CopiedTextSection: String, CaseIterable {
  case contents
  case prompts
  case words
  case idEnds = "id-ends"
  case ids
  case order
  case signatures
  case bands
  case seedHashes = "seed-hashes"
  case seedDocuments = "seed-documents"
  case featureCounts = "overlap-counts"
  case features = "overlap-features"
  case textEnds = "text-ends"
  case textSums = "text-sums"
  case texts
}
