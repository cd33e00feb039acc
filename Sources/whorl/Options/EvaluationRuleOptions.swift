import ArgumentParser

/// Whether the rules take part in the ratios that an evaluation measures.
struct EvaluationRuleOptions: ParsableArguments {
  @Flag(
    name: .customLong("without-rules"),
    help:
      "Measure ratios that rest on the channels of style alone, as for fingerprints made with --packs none.")
  var withoutRules = false
}
