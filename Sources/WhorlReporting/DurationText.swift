/// Durations as people read them.
public enum DurationText {
  /// `seconds` as `12 s`, `3 min 20 s` or `2 h 5 min`.
  public static func of(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 1e9))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole / 60 % 60) min"
  }
}
