extension TrialSet {
  /// The largest share of same-source trials that any threshold accepts while it accepts at most
  /// the share `falseAlarmRate` of the different-source trials. O(n).
  ///
  /// A threshold accepts the scores that are not below it. Only what a threshold can really reach
  /// counts: tied scores are accepted together, and nothing is interpolated between two steps. A
  /// threshold above all scores always qualifies, so that the result is 0 if the best score belongs
  /// to too many different-source trials.
  ///
  /// With fewer than `1 / falseAlarmRate` different-source trials no single false alarm is allowed;
  /// the result then says no more than that of rate 0.
  ///
  /// - Throws: ``ValidationError/outOfRange(parameter:value:)`` unless `falseAlarmRate` is in 0...1.
  public func truePositiveRate(
    falseAlarmRateAtMost falseAlarmRate: Double
  ) throws(ValidationError) -> Double {
    guard (0...1).contains(falseAlarmRate) else {
      throw .outOfRange(parameter: "false-alarm rate", value: falseAlarmRate)
    }
    return distribution.truePositiveRate(falseAlarmRateAtMost: falseAlarmRate)
  }
}
