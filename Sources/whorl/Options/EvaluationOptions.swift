import ArgumentParser
import WhorlKit

/// What every protocol of `whorl evaluate` takes.
struct EvaluationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A background file, instead of the built-in one. Also WHORL_BACKGROUND.", valueName: "file"))
  var background: String?

  @Option(help: ArgumentHelp("The seed of all draws and resamples.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp("Resamples behind each 95 % interval; 0 for no intervals.", valueName: "number"))
  var resamples = ModelBootstrap.defaultReplicates

  @Option(
    help: ArgumentHelp(
      "Write tippett.svg, det.svg and calibration.svg to this directory.", valueName: "directory"))
  var plots: String?

  /// Checks what the types do not.
  func check() throws {
    guard resamples == 0 || (ModelBootstrap.leastReplicates...1_000_000).contains(resamples) else {
      throw CommandFailure(
        "--resamples \(resamples) is out of range: give \(ModelBootstrap.leastReplicates) to 1000000, or 0 "
          + "for no intervals")
    }
  }
}

/// A list of numbers of documents, such as `5,25,100`.
struct SuspectSizes: ExpressibleByArgument {
  /// The numbers, ascending, each once.
  let values: [Int]

  init(_ values: [Int]) { self.values = values }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    let values = parts.compactMap(\.self)
    guard values.count == parts.count, !values.isEmpty, values.allSatisfy((1...100_000).contains) else {
      return nil
    }
    self.values = Set(values).sorted()
  }

  var defaultValueDescription: String { values.map(String.init).joined(separator: ",") }

  /// Throws unless a background keeps trials of all sizes.
  func checkAmongCalibrationSizes(option: String) throws {
    guard let stranger = values.first(where: { !StyleCalibration.sizes.contains($0) }) else { return }
    let sizes = StyleCalibration.sizes.map(String.init).joined(separator: ", ")
    throw CommandFailure("\(option) \(stranger): a background keeps trials of \(sizes) documents only")
  }
}
