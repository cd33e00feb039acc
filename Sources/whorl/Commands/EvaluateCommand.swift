import ArgumentParser
import WhorlKit
import WhorlReporting

/// `whorl evaluate`: how well the likelihood ratios of a background hold.
struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Show how well a background's likelihood ratios hold on models they have not seen.",
    usage: "whorl evaluate [--background FILE] [options]",
    discussion: """
      Uses the trials that the background keeps: models of a family are left out together, a projection \
      is learned from the rest, and those left out are compared with each other, references from one \
      prompt half and suspects of N documents from the other. Each ratio is from a calibration that has \
      not seen the suspect's model.
      """)

  @Option(
    help: ArgumentHelp(
      "A background file, instead of the built-in one. Also WHORL_BACKGROUND.", valueName: "file"))
  var background: String?

  @OptionGroup var report: ReportOptions

  func run() async throws {
    let model = try BackgroundOptions.load(background)
    let validation: BackgroundValidation
    do { validation = try BackgroundValidation(model) } catch {
      throw CommandFailure("background '\(model.name)' cannot be validated: \(error)")
    }
    let scored = ValidationReport(validation, background: model, toolVersion: ToolVersion.current)
    switch report.format {
    case .text: Terminal.write(scored.text())
    case .json: Terminal.write(try scored.json() + "\n")
    }
  }
}
