import ArgumentParser
import WhorlKit

/// Which background evidence rests on, and how.
struct BackgroundOptions: ParsableArguments {
  enum Channels: String, ExpressibleByArgument, CaseIterable {
    case all, text
  }

  @Option(
    help: ArgumentHelp(
      "A background file, instead of the built-in one. Also WHORL_BACKGROUND.", valueName: "file"))
  var background: String?

  @Option(
    help: """
      The channels that evidence rests on: all (the default), or text to leave out layout and punctuation \
      rates.
      """)
  var channels: Channels?

  @Option(
    name: .customLong("domain-background"), parsing: .upToNextOption,
    help: ArgumentHelp(
      "Other models' outputs of the case's kind of text, where the background does not know that kind: "
        + "fingerprints, directories of them, or a corpus each.", valueName: "fingerprint ..."))
  var domainBackground: [String] = []

  @Flag(help: "Use no background: scores that rank the references, and no likelihood ratios.")
  var uncalibrated = false

  @Option(help: ArgumentHelp("The seed of the intervals' resampling. Default: 1.", valueName: "number"))
  var seed: UInt64?

  /// The background: the option, else the environment's, else the built-in one; nil if none is wanted.
  func load() throws -> BackgroundModel? {
    guard !uncalibrated else {
      let contradictory = calibrationOptions.first
      if let contradictory {
        throw CommandFailure("\(contradictory) and --uncalibrated contradict each other")
      }
      return nil
    }
    return try Self.load(background)
  }

  /// The options that were given and say what calibration rests on.
  var calibrationOptions: [String] {
    [
      background != nil ? "--background" : nil, domainBackground.isEmpty ? nil : "--domain-background",
      channels != nil ? "--channels" : nil,
    ].compactMap(\.self)
  }

  /// The background in the file at `path`, else the environment's, else the built-in one.
  static func load(_ path: String?) throws -> BackgroundModel {
    if let path = path ?? Terminal.environment("WHORL_BACKGROUND") {
      let bytes = try InputBytes.read(path)
      do { return try BackgroundModel(bytes) } catch {
        throw CommandFailure("\(path) \(error): make one with 'whorl train', or leave out --background")
      }
    }
    do { return try BackgroundModel.shipped() } catch {
      throw CommandFailure(
        "the built-in background \(error): build whorl again, or name one with --background")
    }
  }

  /// The choices for an assessment.
  func assessment(of question: WhorlKit.Question = .same) -> AssessmentOptions {
    var options = AssessmentOptions()
    options.question = question
    if let channels { options.style = channels.rawValue }
    if let seed { options.seed = seed }
    return options
  }
}
