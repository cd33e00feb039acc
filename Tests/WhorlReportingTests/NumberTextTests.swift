import Testing

@testable import WhorlReporting

@Suite("Numbers as text")
struct NumberTextTests {
  @Test(
    "decimals are rounded half away from zero, and zero has no sign",
    arguments: [
      (0.0, 3, "0.000"), (-0.0, 3, "0.000"), (-0.0004, 3, "0.000"), (-0.0005, 3, "-0.001"),
      (0.0625, 3, "0.063"),
      (2.5, 0, "3"), (-2.5, 0, "-3"), (0.5, 0, "1"), (1.005, 1, "1.0"), (12.04, 2, "12.04"),
      (99.96, 1, "100.0"),
      (123_456.789, 3, "123456.789"), (1e15, 0, "1000000000000000"), (0.1, 12, "0.100000000000"),
    ])
  func fixed(value: Double, digits: Int, text: String) {
    #expect(NumberText.fixed(value, digits) == text)
  }

  @Test(
    "what has no digits to show is a dash",
    arguments: [(Double.nan, 1), (.infinity, 1), (-.infinity, 0), (1e300, 3), (1, 18), (1e16, 0)])
  func dash(value: Double, digits: Int) {
    #expect(NumberText.fixed(value, digits) == "–")
  }

  @Test("a missing number is a dash")
  func missing() {
    #expect(NumberText.fixed(Double?.none, 3) == "–")
    #expect(NumberText.percent(nil) == "–")
  }

  @Test("percentages have one decimal", arguments: [(0.0, "0.0 %"), (0.12345, "12.3 %"), (1.0, "100.0 %")])
  func percent(share: Double, text: String) {
    #expect(NumberText.percent(share) == text)
  }

  @Test(
    "counts have a comma every three digits",
    arguments: [
      (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (12_345, "12,345"), (123_456, "123,456"),
      (1_234_567, "1,234,567"), (UInt64.max, "18,446,744,073,709,551,615"),
    ] as [(UInt64, String)])
  func grouped(count: UInt64, text: String) {
    #expect(NumberText.grouped(count) == text)
  }
}
