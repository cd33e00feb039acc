import RulePacks
import Testing

@testable import WhorlReporting

@Suite("Rules that were given up")
struct RuleFailuresTests {
  private func failures(_ documents: [[Int]]) -> RuleFailures {
    var failures = RuleFailures()
    for first in documents {
      failures.add(
        .init(
          documents: 1, first: first, place: first.map(String.init).joined(separator: "-"), reason: "too long"
        ),
        of: "p.yml:\(first.last ?? 0 > 5 ? 9 : 4):1: rule 'r'")
    }
    return failures
  }

  @Test("What parts say sums up to the same in whatever order they come, with the first place of each rule")
  func merging() {
    let documents = [[0, 2, 1], [0, 1, 7], [1, 0, 0], [0, 1, 3], [0, 12, 9], [0, 2, 9]]
    let whole = failures(documents)
    for shift in documents.indices {
      var sum = RuleFailures()
      for index in documents.indices {
        sum.merge(failures([documents[(index + shift) % documents.count]]))
      }
      #expect(sum == whole)
    }
    #expect(
      whole.lines == [
        "p.yml:4:1: rule 'r' was given up in 3 documents, first in the record at 0-1-3: too long",
        "p.yml:9:1: rule 'r' was given up in 3 documents, first in the record at 0-1-7: too long",
      ])
    #expect(RuleFailures().isEmpty && !whole.isEmpty)
  }
}
