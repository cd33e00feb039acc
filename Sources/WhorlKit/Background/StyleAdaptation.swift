/// What a ``StyleModel`` has to know of another kind of text than the one it was learned from: where its models
/// lie, how far they lie apart, how much their documents scatter, and what scores are worth there.
public struct StyleAdaptation: Sendable, Equatable {
  /// Where the kind's models lie on average, one value an axis, relative to the style model's own centre.
  public let center: [Double]
  /// The variance between models along each axis.
  public let between: [Double]
  /// The variance of a document of one model along each axis.
  public let noise: [Double]
  /// How widely documents of the kind usually scatter, as a multiple of the style model's own kind.
  public let dispersion: Double
  /// The calibration of scores there.
  public internal(set) var calibration: StyleCalibration

  /// An adaptation.
  public init(
    center: [Double], between: [Double], noise: [Double], dispersion: Double = 1,
    calibration: StyleCalibration
  ) {
    self.dispersion = dispersion
    self.center = center
    self.between = between
    self.noise = noise
    self.calibration = calibration
  }
}

extension StyleModel {
  /// The model for another kind of text: the same projection with the parameters of `adaptation`.
  ///
  /// Length normalisation, which guards against models that lie further out than the background's, is left out:
  /// the variances are those of the kind of text at hand.
  public func adapted(to adaptation: StyleAdaptation) -> StyleModel {
    StyleModel(
      name: name, features: features, axes: axes, projection: projection,
      offset: zip(offset, adaptation.center).map { $0 + $1 }, between: adaptation.between,
      noise: adaptation.noise, dispersion: dispersion?.divided(by: adaptation.dispersion), normalization: 0,
      calibration: adaptation.calibration)
  }
}
