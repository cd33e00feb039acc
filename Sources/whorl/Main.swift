import ArgumentParser
import CAllocation
import CInterruption

/// The entry: parses, runs, and turns every outcome into an exit status of the contract.
@main
enum Main {
  static func main() async {
    Terminal.prepare()
    // Every chunk of a corpus needs the large blocks of the one before. Given back to the system after each, they are
    // cleared again for the next.
    _ = callocation_keep_freed_memory()
    cinterruption_install()
    do {
      let arguments = Whorl.withHelpInFront(Array(CommandLine.arguments.dropFirst()))
      try Whorl.checkCommandName(in: arguments)
      var command = try Whorl.parseAsRoot(arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      if FailureLog.hasFailures { Terminal.exit(.error) }
    } catch let failure as CommandFailure {
      Terminal.writeErrorLine(failure.message)
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
    var lines = Whorl.fullMessage(for: error).split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    if Whorl.exitCode(for: error).isSuccess {
      Terminal.write(lines.joined(separator: "\n") + "\n")
      Terminal.exit(.success)
    }
    // The message may quote an argument with line ends in it; the usage is what follows the last of it.
    let usage = lines.lastIndex { $0.hasPrefix("Usage: ") } ?? lines.endIndex
    let message = lines[..<usage].filter { !$0.hasPrefix("Help: ") }
    let text = UsageMessage(message.map(String.init), arguments: CommandLine.arguments).text
    Terminal.writeErrorLine(text.prefix(1).lowercased() + text.dropFirst())
    for line in lines[usage...] { Terminal.writeError(line + "\n") }
    Terminal.exit(.error)
  }
}
