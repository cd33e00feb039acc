import ArgumentParser

/// `whorl init`: a commented project file to start from.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented project file, whorl.yml, to start from.",
    usage: "whorl init [FILE]",
    discussion: """
      Overwrites nothing: if there is a file already, it is left as it is, and that is an error.

      EXAMPLES:
        whorl init
        whorl init ci/whorl.yml
        whorl init -
      """)

  @Argument(help: "Where to write it; - for standard output.")
  var file = ProjectFile.standardName

  @OptionGroup var notes: NoteOptions

  func run() throws {
    if file != "-", !PathPattern.expand(file).isEmpty {
      throw CommandFailure("\(file) is there already and is not overwritten: give another name")
    }
    let output = try OutputFile(file, option: "init", isText: true)
    try output.write(Array(ProjectTemplate.text.utf8))
    if file != "-" {
      notes.note("\(file): name references and suspects in it, then 'whorl compare --dry-run'")
    }
  }
}
