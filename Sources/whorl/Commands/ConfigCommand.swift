import ArgumentParser
import WhorlReporting

/// `whorl config`: the settings of `whorl compare`, and where each comes from.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Show the settings that 'whorl compare' would use, and where each comes from.",
    usage: "whorl config [the options of whorl compare]",
    discussion: """
      Takes what 'whorl compare' takes. Flags come before environment variables (WHORL_SEED for --seed), \
      those before the project file, and that before the defaults. No corpus is read.

      EXAMPLES:
        whorl config
        WHORL_CHANNELS=text whorl config --seed 7
        whorl config --no-config --format json
      """)

  @OptionGroup var options: CompareOptions

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp("As for 'whorl compare'.", valueName: "kind=file"))
  var reports: [String] = []

  @OptionGroup var report: ReportOptions

  func run() throws {
    let settings = try CompareSettings(options, reports: reports)
    let configuration = ConfigurationReport(
      projectFile: settings.project?.path, rows: settings.configurationRows)
    switch report.format {
    case .text: Terminal.write(configuration.text(width: Terminal.width))
    case .json: Terminal.write(try configuration.json() + "\n")
    }
  }
}
