import ArgumentParser

/// The entry: parses, runs, and turns every outcome into an exit status of the contract.
@main
enum Main {
  static func main() async {
    do {
      var command = try Whorl.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let failure as CommandFailure {
      Terminal.writeError("whorl: \(failure.message)\n")
      Terminal.exit(.error)
    } catch let exit as ExitStatus {
      Terminal.exit(exit)
    } catch {
      finish(with: error)
    }
  }

  /// What argument-parser raised: a request for help or for the version, or a usage error, which it
  /// would report with a status of its own.
  private static func finish(with error: any Error) {
    let text = Whorl.fullMessage(for: error)
    if Whorl.exitCode(for: error).isSuccess {
      Terminal.write(text + "\n")
      Terminal.exit(.success)
    }
    Terminal.writeError(text.replacing("Error: ", with: "whorl: ", maxReplacements: 1) + "\n")
    Terminal.exit(.error)
  }
}
