/// Why a background cannot be trained.
public struct TrainingError: Error, Equatable, CustomStringConvertible {
  /// What kind of failure it is.
  public enum Code: Sendable, Equatable {
    /// Too few models, or families, or documents.
    case tooFewModels(have: Int, need: Int)
    /// Too few families of models to leave any out.
    case tooFewFamilies(have: Int, need: Int)
    /// A model with too few documents in one prompt half.
    case tooFewDocuments(model: String, have: Int, need: Int)
    /// A model whose documents are the same few texts again and again.
    case tooFewTexts(model: String, have: Int, need: Int)
    /// Two models have one name.
    case repeatedModel(String)
    /// Two corpora of different models hold mostly the same texts, or share an input.
    case sameTexts(String, String)
    /// More likeness would be less evidence for some size of suspect.
    case notMonotone(style: String)
    /// The library for linear algebra is not installed.
    case noLinearAlgebra
    /// The eigenvalue solver gave up.
    case notConverged
    /// A covariance matrix is not positive definite: the documents are all the same.
    case notPositiveDefinite
  }

  /// What kind of failure it is.
  public let code: Code

  init(_ code: Code) { self.code = code }

  /// What is wrong, and what would help.
  public var description: String {
    switch code {
    case .tooFewModels(let have, let need):
      "\(have == 1 ? "1 model is" : "\(have) models are") too few: training needs \(need), one corpus each"
    case .tooFewFamilies(let have, let need):
      "\(have == 1 ? "1 family of models is" : "\(have) families of models are") too few: "
        + "calibration leaves families out and needs \(need)"
    case .tooFewDocuments(let model, let have, let need):
      "'\(model)' has \(have) documents in one prompt half: training needs \(need) in each"
    case .tooFewTexts(let model, let have, let need):
      "the documents of '\(model)' are \(have) different texts: training needs \(need)"
    case .repeatedModel(let name): "two corpora are called '\(name)': training needs one corpus a model"
    case .sameTexts(let first, let second):
      "'\(first)' and '\(second)' hold the same texts: leave one out, or give them one identity in the third "
        + "field of --families"
    case .notMonotone(let style):
      "the calibration of '\(style)' is not monotone: the models are too few or too alike"
    case .noLinearAlgebra:
      "training needs OpenBLAS, which is not installed: on Debian and Ubuntu, apt-get install libopenblas0"
    case .notConverged: "the eigenvalue solver did not converge: check the corpora for damage"
    case .notPositiveDefinite:
      "the documents of each model are all alike: there is no variation to learn from"
    }
  }
}
