#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The names in a directory, in no particular order, without those that start with a dot.
///
/// Names are bytes: a file system does not promise UTF-8.
func visibleNames(inDirectory path: [UInt8]) throws(SystemFailure) -> [[UInt8]] {
  let terminated = path.map { CChar(bitPattern: $0) } + [0]
  guard let directory = opendir(terminated) else { throw SystemFailure(number: errno) }
  defer { closedir(directory) }
  var names: [[UInt8]] = []
  while true {
    errno = 0
    guard let entry = readdir(directory) else {
      if errno != 0 { throw SystemFailure(number: errno) }
      return names
    }
    // The name is read where it lies: the imported tuple is larger than the entry may be.
    let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
    let start = UnsafeRawPointer(entry).advanced(by: offset)
    let name = [UInt8](UnsafeRawBufferPointer(start: start, count: strlen(start)))
    if name.first != UInt8(ascii: ".") {
      names.append(name)
    }
  }
}
