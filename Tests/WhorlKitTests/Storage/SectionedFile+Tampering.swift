@testable import WhorlKit

/// Files with changed content and right checksums.
extension SectionedFile {
  func replacing(section name: String, with bytes: [UInt8]) -> SectionedFile {
    SectionedFile(
      kind: kind, version: version, header: header,
      sections: sections.map { $0.name == name ? Section(name: name, bytes: bytes) : $0 })
  }

  func removing(section name: String) -> SectionedFile {
    SectionedFile(kind: kind, version: version, header: header, sections: sections.filter { $0.name != name })
  }

  func appending(section name: String, _ bytes: [UInt8]) -> SectionedFile {
    SectionedFile(
      kind: kind, version: version, header: header, sections: sections + [Section(name: name, bytes: bytes)])
  }

  /// Sets the field at the end of `path`, a name or two with a period between them; removes it for nil.
  func replacing(field path: String, with value: HeaderValue?) -> SectionedFile {
    var header = header
    let names = path.split(separator: ".").map(String.init)
    if names.count == 2, case .record(var inner)? = header[names[0]] {
      inner[names[1]] = value
      header[names[0]] = .record(inner)
    } else {
      header[path] = value
    }
    return SectionedFile(kind: kind, version: version, header: header, sections: sections)
  }
}
