#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// An error number of the operating system and its words.
struct SystemFailure: Error, Equatable {
  let number: Int32

  /// For example "No such file or directory".
  var text: String {
    strerror(number).map { String(cString: $0) } ?? "error \(number)"
  }
}
