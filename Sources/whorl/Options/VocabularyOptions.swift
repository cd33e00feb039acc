import ArgumentParser
import WhorlKit

/// Which vocabulary features are counted by.
struct VocabularyOptions: ParsableArguments {
  @Option(help: "A vocabulary file, instead of the built-in one. Also WHORL_VOCABULARY.")
  var vocabulary: String?

  /// The vocabulary: the option, else the environment's, else the built-in one.
  func load() throws -> Vocabulary {
    if let path = vocabulary ?? Terminal.environment("WHORL_VOCABULARY") {
      let bytes = try InputBytes.read(path)
      do { return try Vocabulary(bytes) } catch { throw CommandFailure(error, at: path) }
    }
    do { return try Vocabulary.shipped() } catch {
      throw CommandFailure("the built-in vocabulary \(error): build whorl again, or name one with --vocabulary")
    }
  }
}
