import ArgumentParser

/// Which project file is read.
struct ProjectOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The project file. Default: whorl.yml in this directory, if it is there. Also WHORL_CONFIG.",
      valueName: "file"))
  var config: String?

  @Flag(name: .customLong("no-config"), help: "Use no project file.")
  var isWithoutConfig = false

  /// The project file in force; nil if there is none.
  func project() throws -> ProjectFile? {
    if isWithoutConfig {
      if config != nil { throw CommandFailure("--config and --no-config contradict each other") }
      return nil
    }
    if let path = config ?? Terminal.environment("WHORL_CONFIG") { return try ProjectFile(path: path) }
    guard PathPattern.expand(ProjectFile.standardName).isEmpty else {
      return try ProjectFile(path: ProjectFile.standardName)
    }
    return nil
  }
}
