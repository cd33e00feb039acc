#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
import RecordReading
import WhorlKit

/// The file in which a long run keeps what it has done, so that it can be killed at any moment and run
/// again: the file is replaced as a whole, at the end of a chunk, when nothing is in flight.
final class CheckpointFile {
  /// What is kept.
  struct State {
    let position: ReadingPosition
    let tally: CorpusTally
    let builder: FingerprintBuilder
  }

  let path: String
  private let file: OutputFile
  private let settings: HeaderValue
  private let interval: Duration
  private let clock = ContinuousClock()
  private var lastTime: ContinuousClock.Instant

  /// - Parameters:
  ///   - interval: Seconds between two checkpoints; 0 for one after every chunk.
  ///   - settings: What decides the result, in words; a run with others may not go on.
  ///   - inputs: The files that the run reads, of which it may be none.
  init(_ path: String, interval: Int, settings: [String], inputs: () throws -> [String]) throws {
    self.path = path
    guard path != "-" else { throw CommandFailure("--checkpoint needs a file, which - is not") }
    file = try OutputFile(path, option: "--checkpoint", noun: "checkpoint", inputs: inputs)
    self.settings = .list(settings.map { .text($0) })
    self.interval = .seconds(interval)
    lastTime = clock.now
  }

  /// Whether it is time for a new checkpoint.
  var isDue: Bool { clock.now - lastTime >= interval }

  /// What an earlier run had done, its groups put into `groups`; nil if there is no file.
  func resume(vocabulary: Vocabulary, groups: GroupedBuilders) throws -> State? {
    guard access(path, F_OK) == 0 else { return nil }
    let checkpoint: FingerprintCheckpoint
    do { checkpoint = try FingerprintCheckpoint(try InputBytes.read(path)) } catch let error
      as FileFormatError
    {
      throw CommandFailure("\(path) \(error)\(Self.remedy(error))")
    }
    guard checkpoint.settings == settings else {
      throw CommandFailure(
        "\(path) is the checkpoint of another run, with other inputs, options or version: "
          + "repeat that one, or remove the file to start over")
    }
    guard let (position, tally) = CheckpointState.decoded(checkpoint.state) else {
      throw CommandFailure("\(path) is damaged in its state: remove it to start over")
    }
    var single = FingerprintBuilder(vocabulary: vocabulary)
    // The first is the corpus's own; a group's value may be empty, too.
    for (number, part) in checkpoint.parts.enumerated() {
      let builder = try FingerprintBuilder(resuming: part.fingerprint, vocabulary: vocabulary)
      if number == 0 { single = builder } else { groups.resume(part.key, builder) }
    }
    return State(position: position, tally: tally, builder: single)
  }

  /// Replaces the file.
  func save(_ state: State, groups: GroupedBuilders?) throws {
    var parts = [part("", state.builder)]
    for (value, builder) in groups?.all ?? [] { parts.append(part(value, builder)) }
    let checkpoint = FingerprintCheckpoint(
      settings: settings, state: CheckpointState.encoded(state.position, state.tally), parts: parts)
    try file.write(checkpoint.encoded())
    lastTime = clock.now
  }

  /// Removes the file, when the result is written.
  func remove() { unlink(path) }

  /// What is no checkpoint may be all that there is of something else, and is not to be removed.
  private static func remedy(_ error: FileFormatError) -> String {
    switch error.code {
    case .notOurs: ": give --checkpoint the name of a new file"
    default: ": give --checkpoint another name, or remove the file to start over"
    }
  }

  private func part(_ key: String, _ builder: FingerprintBuilder) -> FingerprintCheckpoint.Part {
    FingerprintCheckpoint.Part(
      key: key,
      fingerprint: builder.fingerprint(
        name: "", vendor: nil, toolVersion: "", created: nil, inputs: [], skipped: SkippedRecords()))
  }
}
