/// The candidates that one suspect is compared with, in the order of their names' bytes, so that no
/// result depends on the order in which they were given.
public struct CandidateSet: Sendable {
  /// The most candidates that a set holds: their numbers share a word with a hash.
  public static let limit = 1_023

  /// The candidates in ascending order of name. Everything that is counted goes by this order.
  public let candidates: [TeacherCandidate]
  /// The distinct families, in order of first candidate.
  public let families: [String]

  /// The family of each candidate, as an index of ``families``.
  let familyOf: [Int]
  /// The vendor of each candidate, numbered from 0 in order of first candidate.
  let vendorOf: [Int]
  /// How many vendors there are.
  let vendorCount: Int
  /// The vendor of each family.
  let vendorOfFamily: [Int]
  /// The candidates of each family.
  let members: [[Int]]

  /// A set of candidates.
  ///
  /// - Throws: ``CandidateSetError`` if there are fewer than two vendors, more than ``limit``
  ///   candidates, a repeated name, or one family under two vendors.
  /// - Complexity: O(n²) in the candidates.
  public init(_ candidates: [TeacherCandidate]) throws(CandidateSetError) {
    guard candidates.count <= Self.limit else { throw .tooMany(candidates.count) }
    let sorted = candidates.sorted { Self.precedes($0.name, $1.name) }
    var families: [String] = []
    var vendors: [String] = []
    var familyOf: [Int] = []
    var vendorOf: [Int] = []
    var vendorOfFamily: [Int] = []
    for (index, candidate) in sorted.enumerated() {
      if index > 0, Self.equal(sorted[index - 1].name, candidate.name) {
        throw .repeatedName(candidate.name)
      }
      // A vendor that is not known is none that another candidate can have.
      let vendor = candidate.vendor.map { "v:" + $0 } ?? "n:" + candidate.name
      let vendorIndex = Self.index(of: vendor, in: &vendors)
      let known = families.count
      let familyIndex = Self.index(of: candidate.family, in: &families)
      if families.count > known {
        vendorOfFamily.append(vendorIndex)
      } else if vendorOfFamily[familyIndex] != vendorIndex {
        throw .familyOfTwoVendors(candidate.family)
      }
      familyOf.append(familyIndex)
      vendorOf.append(vendorIndex)
    }
    guard vendors.count >= 2 else { throw .oneVendor }
    self.candidates = sorted
    self.families = families
    self.familyOf = familyOf
    self.vendorOf = vendorOf
    self.vendorOfFamily = vendorOfFamily
    vendorCount = vendors.count
    members = families.indices.map { family in sorted.indices.filter { familyOf[$0] == family } }
  }

  private static func index(of name: String, in names: inout [String]) -> Int {
    if let known = names.firstIndex(where: { equal($0, name) }) { return known }
    names.append(name)
    return names.count - 1
  }

  // Byte by byte: `==` on strings takes composed and decomposed spellings for one name.
  private static func equal(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }

  private static func precedes(_ a: String, _ b: String) -> Bool {
    a.utf8.lexicographicallyPrecedes(b.utf8)
  }
}
