extension [CalibrationTrial] {
  /// The trials that bear on `question`, each told whether what is asked holds of it.
  ///
  /// *Same* leaves out one model under two names. *Derived* compares relatives by descent with models of other
  /// families, and leaves out a model against itself and relatives whose descent is not known.
  ///
  /// - Complexity: O(n).
  public func asked(_ question: Question, of models: [BackgroundSource]) -> [CalibrationTrial] {
    compactMap { trial in
      let (a, b) = (models[trial.suspect], models[trial.reference])
      let isSame: Bool
      switch question {
      case .same:
        if trial.suspect != trial.reference, a.identity == b.identity { return nil }
        isSame = trial.suspect == trial.reference
      case .derived:
        let isRelated = a.lineage == b.lineage
        if trial.suspect == trial.reference || (!isRelated && a.family == b.family) { return nil }
        isSame = isRelated
      }
      return CalibrationTrial(
        suspect: trial.suspect, reference: trial.reference, documents: trial.documents, score: trial.score,
        ruleScore: trial.ruleScore, isSame: isSame, isOtherMix: trial.isOtherMix,
        isOfRelatives: trial.suspect != trial.reference && a.family == b.family)
    }
  }
}
