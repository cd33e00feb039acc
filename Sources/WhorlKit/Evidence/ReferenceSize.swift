/// How much text a reference has, beside the references of the trials that a calibration was fitted to.
struct ReferenceSize: Sendable, Equatable {
  /// The reference's documents.
  let documents: Double
  /// Those that a reference of the trials had: half of what is known of a model.
  let usual: Double

  init(documents: Double, usual: Double) {
    (self.documents, self.usual) = (documents, usual)
  }

  /// The size for references of `models`, compared by their prompt halves.
  init(documents: Double, trialsOf models: [BackgroundSource]) {
    let mean = models.reduce(0) { $0 + Double($1.documents) } / Double(max(1, models.count))
    self.init(documents: documents, usual: mean / 2)
  }

  /// The number of documents that a suspect of `suspect` documents counts as in the calibration.
  ///
  /// A calibration goes by the suspect's size N because the references of its trials are all about as large, n₀. A mean of
  /// N documents and one of n differ by chance by 1/N + 1/n; in the trials a suspect of N' differs as much where
  /// 1/N' + 1/n₀ is that. A larger reference counts as a usual one.
  func counted(_ suspect: Double) -> Double {
    guard documents < usual, documents > 0, suspect > 0 else { return suspect }
    return 1 / (1 / suspect + 1 / documents - 1 / usual)
  }
}
