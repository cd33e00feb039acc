import ArgumentParser

/// What a random choice of documents rests on, for a command that draws nothing else.
struct SampleOptions: ParsableArguments {
  @Option(help: ArgumentHelp("What --sample draws by.", valueName: "number"))
  var seed: UInt64 = 1
}
