import ArgumentParser
import PatternMatching
import WhorlKit
import WhorlReporting

/// `whorl doctor`: whether all that whorl needs is there.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check this installation: versions, libraries, background, vocabulary, terminal.",
    usage: "whorl doctor [options]",
    discussion: """
      Exit status 2 if something that whorl needs is missing or damaged.

      EXAMPLES:
        whorl doctor
        whorl doctor --background mine.whorlbg --format json
      """)

  @Option(
    help: ArgumentHelp(
      "A background file, instead of the built-in one. Also WHORL_BACKGROUND.", valueName: "file"))
  var background: String?

  @OptionGroup var vocabulary: VocabularyOptions
  @OptionGroup var report: ReportOptions

  func run() throws {
    var checks = [
      DoctorReport.Check("whorl", "\(ToolVersion.current), Unicode \(Tokenizer.unicodeVersion)"),
      DoctorReport.Check(
        "pcre2", "\(PatternEngine.version), Unicode \(PatternEngine.unicodeVersion)"),
      PatternEngine.isJITAvailable
        ? DoctorReport.Check("pcre2-jit", "available")
        : DoctorReport.Check("pcre2-jit", "not available: rules are slower, and the same", .warning),
    ]
    let loadedVocabulary = check("vocabulary", &checks) {
      let vocabulary = try vocabulary.load()
      return (vocabulary, "\(vocabulary.name), SHA-256 \(vocabulary.digest)")
    }
    let loadedBackground = check("background", &checks) {
      let background = try BackgroundOptions.load(background)
      return (
        background, "\(background.name), \(background.models.count) models, SHA-256 \(background.digest)"
      )
    }
    if let loadedVocabulary, let loadedBackground,
      loadedVocabulary.digest != loadedBackground.vocabularyDigest
    {
      checks.append(
        DoctorReport.Check(
          "match", "the background was made with another vocabulary: name the one that belongs to it",
          .problem))
    }
    checks.append(DoctorReport.Check("processors", String(ProcessorCount.online)))
    checks.append(
      DoctorReport.Check(
        "terminal",
        Terminal.isInteractive ? "\(Terminal.width) columns" : "standard output is not a terminal"))
    checks.append(DoctorReport.Check("colour", report.isColored ? "on" : "off"))
    let doctor = DoctorReport(checks)
    switch report.format {
    case .text: Terminal.write(doctor.text(width: Terminal.width, isColored: report.isColored))
    case .json: Terminal.write(try doctor.json() + "\n")
    }
    if !doctor.isHealthy { throw ExitStatus.error }
  }

  private func check<Value>(
    _ name: String, _ checks: inout [DoctorReport.Check], _ load: () throws -> (Value, String)
  ) -> Value? {
    do {
      let (value, text) = try load()
      checks.append(DoctorReport.Check(name, text))
      return value
    } catch {
      checks.append(DoctorReport.Check(name, CommandFailure(error).message, .problem))
      return nil
    }
  }
}
