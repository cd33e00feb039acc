#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Writing to an open descriptor until all is written.
enum DescriptorOutput {
  /// The operating system refused a write.
  struct Failure: Error {
    /// Its `errno`.
    let code: Int32
  }

  /// Writes all of `bytes`, however many calls it takes; a signal does not end it.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(Failure) {
    var start = 0
    while start < bytes.count {
      let written = bytes[start...].withUnsafeBytes { rest in
        #if canImport(Darwin)
          Darwin.write(descriptor, rest.baseAddress, rest.count)
        #elseif canImport(Glibc)
          Glibc.write(descriptor, rest.baseAddress, rest.count)
        #else
          Musl.write(descriptor, rest.baseAddress, rest.count)
        #endif
      }
      if written > 0 {
        start += written
      } else if errno != EINTR {
        throw Failure(code: errno)
      }
    }
  }
}
