internal import Crypto

/// The bytes of a file as they lie on disk, counted and digested while they pass.
///
/// A block of them is buffered for decompressors; plain text goes straight to where it is wanted.
final class RawInput {
  private static let blockSize = 256 * 1024

  private let file: InputFile
  private var hasher = SHA256()
  private(set) var byteCount = 0
  private var block = [UInt8](repeating: 0, count: blockSize)
  private var start = 0
  private var end = 0

  private let firstState: InputFile.State?

  init(file: InputFile) {
    self.file = file
    firstState = file.state
  }

  /// Whether the file was written to since it was opened.
  var hasChanged: Bool { file.state != firstState }

  /// Number of buffered bytes.
  var available: Int { end - start }

  /// The buffered byte at a distance from the front.
  func byte(_ distance: Int) -> UInt8? {
    distance < available ? block[start + distance] : nil
  }

  /// Drops bytes from the front of the buffer.
  func consume(_ count: Int) {
    start += min(count, available)
  }

  /// Reads until `count` bytes are buffered or the file ends.
  func ensure(_ count: Int) throws(SystemFailure) {
    if available == 0 {
      start = 0
      end = 0
    } else if start + count > Self.blockSize {
      block.replaceSubrange(0..<available, with: Array(block[start..<end]))
      end -= start
      start = 0
    }
    while available < count {
      var failure: SystemFailure?
      let read = block.withUnsafeMutableBytes { bytes in
        do throws(SystemFailure) {
          let free = UnsafeMutableRawBufferPointer(rebasing: bytes[end...])
          let read = try file.read(into: free)
          hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: free[..<read]))
          return read
        } catch {
          failure = error
          return 0
        }
      }
      if let failure { throw failure }
      if read == 0 { return }
      byteCount += read
      end += read
    }
  }

  /// Reads to the end of the file and keeps nothing but count and digest.
  func skipRest() throws(SystemFailure) {
    repeat {
      consume(available)
      try ensure(1)
    } while available > 0
  }

  /// Lends the buffered bytes; the closure returns how many of them it used up.
  func withBuffered(_ body: (UnsafeBufferPointer<UInt8>) -> Int) {
    let used = block.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<end])) }
    consume(used)
  }

  /// Appends the next bytes of the file to `output`, buffered ones first. False at the end of the file.
  func read(into output: inout OutputSpan<UInt8>) throws(SystemFailure) -> Bool {
    if available > 0 {
      let count = min(available, output.freeCapacity)
      for index in start..<start + count {
        output.append(block[index])
      }
      consume(count)
      return true
    }
    let wanted = min(output.freeCapacity, Self.blockSize)
    let read = try output.withUnsafeMutableBufferPointer {
      (buffer, count) throws(SystemFailure) -> Int in
      let free = UnsafeMutableRawBufferPointer(
        UnsafeMutableBufferPointer(rebasing: buffer[count..<count + wanted]))
      let read = try file.read(into: free)
      hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: free[..<read]))
      count += read
      return read
    }
    byteCount += read
    return read > 0
  }

  /// SHA-256 of all bytes read so far in lower-case hexadecimal digits.
  var sha256: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in hasher.finalize() {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
