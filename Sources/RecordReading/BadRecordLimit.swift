/// How many bad records are put up with: a number, or a share of all records.
public struct BadRecordLimit: Sendable, Equatable {
  private enum Bound: Equatable {
    case count(Int)
    /// Millionths of all records.
    case share(millionths: Int)
  }

  /// No bad record at all.
  public static let none = BadRecordLimit(bound: .count(0), text: "0")

  private let bound: Bound
  /// The limit as it was written.
  public let text: String

  private init(bound: Bound, text: String) {
    self.bound = bound
    self.text = text
  }

  /// Parses a number such as `25`, or a percentage from 0 to 100 with at most four decimals such as
  /// `1%` or `0.5%`.
  ///
  /// - Throws: ``RecordReadingError`` with the code `invalidBadRecordLimit`.
  public init(_ text: String) throws(RecordReadingError) {
    guard let bound = Self.parse(Array(text.utf8)) else {
      throw RecordReadingError(
        .invalidBadRecordLimit,
        "'\(printable(text))' is no limit for bad records: give --max-bad a number (25) or a share (1%)")
    }
    self.init(bound: bound, text: text)
  }

  /// Whether this many bad records are within the limit.
  ///
  /// - Parameters:
  ///   - bad: Number of bad records.
  ///   - total: Number of all records: good, empty and bad ones.
  public func allows(bad: Int, of total: Int) -> Bool {
    switch bound {
    case .count(let count):
      return bad <= count
    case .share(let millionths):
      let scaledBad = bad.multipliedFullWidth(by: 1_000_000)
      let allowed = total.multipliedFullWidth(by: millionths)
      return (scaledBad.high, scaledBad.low) <= (allowed.high, allowed.low)
    }
  }

  /// Checks the counts of a whole run.
  ///
  /// - Throws: ``RecordReadingError`` with the code `tooManyBadRecords`.
  public func check(
    _ skipped: SkipCounts, records: Int, first: RecordFinding? = nil
  ) throws(RecordReadingError) {
    let total = records + skipped.total
    guard !allows(bad: skipped.bad, of: total) else { return }
    let example = first.map { ", the first at \($0)" } ?? ""
    throw RecordReadingError(
      .tooManyBadRecords,
      "\(skipped.bad) of \(total) records \(skipped.bad == 1 ? "is" : "are") bad\(example); more than --max-bad \(text) allows"
    )
  }

  private static func parse(_ bytes: [UInt8]) -> Bound? {
    guard bytes.last == UInt8(ascii: "%") else {
      return number(bytes[...]).map { .count($0) }
    }
    let parts = bytes.dropLast().split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let percent = number(first), percent <= 100 else { return nil }
    var millionths = percent * 10_000
    if parts.count == 2 {
      guard parts[1].count <= 4, let fraction = number(parts[1]) else { return nil }
      var scaled = fraction
      for _ in parts[1].count..<4 {
        scaled *= 10
      }
      millionths += scaled
    }
    return millionths <= 1_000_000 ? .share(millionths: millionths) : nil
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 18 else { return nil }
    var value = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    return value
  }
}
