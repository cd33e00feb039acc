import ArgumentParser
import WhorlKit

/// Which vocabulary features are counted by.
struct VocabularyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A vocabulary file, instead of the built-in one. Also WHORL_VOCABULARY.", valueName: "file"))
  var vocabulary: String?

  /// The vocabulary: the option, else the environment's, else the built-in one.
  func load() throws -> Vocabulary {
    if let path = vocabulary ?? Terminal.environment("WHORL_VOCABULARY") {
      let bytes = try InputBytes.read(path)
      do { return try Vocabulary(bytes) } catch {
        let hint =
          switch error.code {
          case .notOurs: ": --vocabulary takes a file that 'whorl train' wrote"
          case .truncated, .damaged: ": fetch it again"
          case .newerVersion, .olderVersion: ""
          }
        throw CommandFailure("\(path) \(error)\(hint)")
      }
    }
    do { return try Vocabulary.shipped() } catch {
      throw CommandFailure(
        "the built-in vocabulary \(error): build whorl again, or name one with --vocabulary")
    }
  }
}
