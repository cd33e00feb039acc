/// The date in a fingerprint: only the one that `SOURCE_DATE_EPOCH` fixes (reproducible-builds.org),
/// because a clock would make equal inputs give unequal bytes.
enum SourceDate {
  /// The date as `YYYY-MM-DDThh:mm:ssZ`; nil if the variable is not set.
  static func fixed() throws -> String? {
    guard let text = Terminal.environment("SOURCE_DATE_EPOCH") else { return nil }
    guard let seconds = Int(text), (0..<253_402_300_800).contains(seconds) else {
      throw CommandFailure("SOURCE_DATE_EPOCH is '\(text)': it must be seconds since 1970, up to year 9999")
    }
    let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    let (year, month, day) = civil(daysSince1970: days)
    return "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))"
      + "T\(pad(rest / 3600, 2)):\(pad(rest / 60 % 60, 2)):\(pad(rest % 60, 2))Z"
  }

  /// The proleptic Gregorian date of a day, by 400-year cycles that begin on 1 March.
  private static func civil(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let (era, dayOfEra) = shifted.quotientAndRemainder(dividingBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  private static func pad(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
