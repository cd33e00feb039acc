extension BackgroundModel {
  /// The bytes of a background that also knows `domain`; one of the same name is replaced.
  ///
  /// - Precondition: `vocabulary` is the background's.
  public func encoded(
    adding domain: BackgroundDomain, name: String, toolVersion: String, vocabulary: Vocabulary
  ) -> [UInt8] {
    Self.encode(
      name: name, toolVersion: toolVersion, vocabulary: vocabulary, models: models, styles: styles,
      typicality: typicality, trials: allTrials,
      domains: domains.filter { $0.name != domain.name } + [domain],
      rules: rules)
  }
}
