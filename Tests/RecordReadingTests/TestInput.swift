import Foundation

@testable import RecordReading

/// A directory of one test, removed behind it.
final class TemporaryDirectory {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/records-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let file = path + "/" + name
    let folder = (file as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }
}

/// The ways in which the same bytes can reach a stream.
enum Delivery: CaseIterable, Sendable {
  case file, gzip, gzipMembers, pipe, gzipThroughPipe

  func stream(
    of bytes: [UInt8], in directory: TemporaryDirectory,
    options: RecordStreamOptions = RecordStreamOptions()
  ) throws -> RecordStream {
    switch self {
    case .file:
      return try RecordStream(
        RecordSource(path: directory.write(bytes, to: "a.jsonl")), options: options)
    case .gzip:
      return try RecordStream(
        RecordSource(path: directory.write(gzipMember(bytes), to: "a.bin")), options: options)
    case .gzipMembers:
      let cut = bytes.count / 3
      let members =
        gzipMember(Array(bytes[..<cut])) + gzipMember([]) + gzipMember(Array(bytes[cut...]))
      return try RecordStream(
        RecordSource(path: directory.write(members, to: "a.jsonl")), options: options)
    case .pipe:
      return RecordStream(.standardInput, file: pipeFile(bytes), options: options)
    case .gzipThroughPipe:
      return RecordStream(.standardInput, file: pipeFile(gzipMember(bytes)), options: options)
    }
  }
}

/// The read end of a pipe into which a thread writes the bytes in uneven pieces.
func pipeFile(_ bytes: [UInt8]) -> InputFile {
  let pipe = Pipe()
  let writer = pipe.fileHandleForWriting
  Thread.detachNewThread {
    var start = 0
    var size = 1
    while start < bytes.count {
      let end = min(bytes.count, start + size)
      writer.write(Data(bytes[start..<end]))
      start = end
      size = size * 3 % 10_007 + 1
    }
    try? writer.close()
  }
  // Its own descriptor, as the pipe object closes the other one when it goes.
  return InputFile(borrowing: dup(pipe.fileHandleForReading.fileDescriptor))
}

/// A gzip member of stored blocks (RFC 1951 section 3.2.4, RFC 1952).
func gzipMember(_ bytes: [UInt8]) -> [UInt8] {
  var member: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
  var start = 0
  repeat {
    let end = min(bytes.count, start + 1000)
    let length = UInt16(end - start)
    member.append(end == bytes.count ? 1 : 0)
    for value in [length, ~length] {
      member += [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
    }
    member += bytes[start..<end]
    start = end
  } while start < bytes.count
  for value in [crc32(bytes), UInt32(bytes.count)] {
    for shift in [0, 8, 16, 24] as [UInt32] {
      member.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
  return member
}

private func crc32(_ bytes: [UInt8]) -> UInt32 {
  var crc: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    crc ^= UInt32(byte)
    for _ in 0..<8 {
      crc = (crc >> 1) ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0)
    }
  }
  return ~crc
}

/// A small generator with a fixed sequence (xorshift64*).
struct FixedGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

/// What came out of a stream, as strings.
struct Reading: Equatable {
  struct Line: Equatable {
    let line: Int
    let text: String
    let prompt: String?
    let id: String?
  }

  var records: [Line] = []
  var skipped = SkipCounts()
  var repaired = 0
  var findings: [String] = []
  var lineCount = 0

  mutating func add(_ batch: RecordBatch) {
    for record in batch.records {
      func string(_ range: Range<Int>) -> String {
        String(decoding: batch.storage[range], as: UTF8.self)
      }
      records.append(
        Line(
          line: record.line, text: string(record.text), prompt: record.prompt.map(string),
          id: record.id.map(string)))
    }
    skipped += batch.skipped
    repaired += batch.repairedRecords
    findings += batch.findings.map(\.description)
    lineCount += batch.lineCount
  }
}

/// The fields that most tests use.
func outputPlan() throws -> FieldPlan {
  FieldPlan(text: try FieldPath("output"), prompt: try FieldPath("prompt"), id: try FieldPath("id"))
}

/// Everything in a stream.
func readAll(_ stream: inout RecordStream, plan: FieldPlan) throws -> Reading {
  let extractor = RecordExtractor(plan: plan)
  var reading = Reading()
  var batch = RecordBatch()
  while let chunk = try stream.nextChunk() {
    batch.removeAll()
    extractor.extract(chunk, into: &batch)
    reading.add(batch)
  }
  return reading
}

/// Everything in lines that are held in memory.
func read(_ lines: String, plan: FieldPlan) -> Reading {
  read(Array(lines.utf8), plan: plan)
}

func read(_ lines: [UInt8], plan: FieldPlan) -> Reading {
  var batch = RecordBatch()
  RecordExtractor(plan: plan).extract(
    RecordChunk(lines: lines, source: RecordSource(path: "answers.jsonl")), into: &batch)
  var reading = Reading()
  reading.add(batch)
  return reading
}

/// The message of the error that a stream ends in, and the number of lines before it.
func failure(
  of stream: inout RecordStream, plan: FieldPlan
) throws -> (records: Int, error: RecordReadingError)? {
  let extractor = RecordExtractor(plan: plan)
  var batch = RecordBatch()
  do throws(RecordReadingError) {
    while let chunk = try stream.nextChunk() {
      extractor.extract(chunk, into: &batch)
    }
  } catch {
    return (batch.records.count, error)
  }
  return nil
}
