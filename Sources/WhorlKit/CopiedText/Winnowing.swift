/// Which of a document's n-grams are kept as its fingerprints.
///
/// Winnowing (Schleimer, Wilkerson & Aiken 2003, doi:10.1145/872757.872770): of every ``window``
/// consecutive n-grams of ``seedLength`` words the one with the smallest hash is kept, the last of equals.
/// Two documents that share a run of at least ``guaranteedRun`` words share a fingerprint; a run of L
/// words holds at least `⌊(L − 7) / 9⌋`. On random text 2 / (window + 1) of all n-grams are kept.
public enum Winnowing {
  /// Words in a seed.
  public static let seedLength = ShingleLength.eight.rawValue
  /// Consecutive n-grams of which one is kept.
  public static let window = 9
  /// The words of a shared run that cannot be missed.
  public static let guaranteedRun = seedLength + window - 1

  /// The fingerprints that a shared run of `words` words has at least.
  public static func guaranteedSeeds(run words: Int) -> Int { max(0, (words - seedLength + 1) / window) }

  /// Appends the kept hashes to `seeds`, as their low 32 bits: the high ones, which choose, are small in
  /// all that are kept.
  ///
  /// - Parameter hashes: Those of all n-grams of a document in order; 0 stands for one that is not to be
  ///   kept and ends a run.
  /// - Complexity: O(n) expected for n hashes, O(n·window) at worst.
  static func appendSeeds(of hashes: Span<UInt64>, to seeds: inout [UInt32]) {
    var start = 0
    while start < hashes.count {
      while start < hashes.count, hashes[start] == 0 { start += 1 }
      var end = start
      while end < hashes.count, hashes[end] != 0 { end += 1 }
      if start < end { appendRun(hashes.extracting(start..<end), to: &seeds) }
      start = end
    }
  }

  private static func appendRun(_ hashes: Span<UInt64>, to seeds: inout [UInt32]) {
    let width = min(window, hashes.count)
    var kept = 0
    for index in 1..<max(width, 1) where hashes[index] <= hashes[kept] { kept = index }
    seeds.append(UInt32(truncatingIfNeeded: hashes[kept]))
    var next = width
    while next < hashes.count {
      let oldest = next - width + 1
      if hashes[next] <= hashes[kept] {
        kept = next
        seeds.append(UInt32(truncatingIfNeeded: hashes[kept]))
      } else if kept < oldest {
        kept = oldest
        var index = oldest + 1
        while index <= next {
          if hashes[index] <= hashes[kept] { kept = index }
          index += 1
        }
        seeds.append(UInt32(truncatingIfNeeded: hashes[kept]))
      }
      next += 1
    }
  }
}
