internal import CPCRE2

/// The regular expression engine that this process is linked to.
///
/// What a pattern matches depends on its version; reports should name it.
public enum PatternEngine {
  /// The name, version and date of the engine, for example `PCRE2 10.42 2022-12-11`.
  public static let version = "PCRE2 " + configurationText(UInt32(PCRE2_CONFIG_VERSION))

  /// The version of the Unicode tables of the engine, for example `14.0.0`.
  public static let unicodeVersion = configurationText(UInt32(PCRE2_CONFIG_UNICODE_VERSION))

  /// Whether patterns are compiled to machine code in this process. Libraries may be built without
  /// it, and systems may forbid it; the interpreter finds the same matches, several times slower.
  public static let isJITAvailable: Bool = {
    guard let probe = try? Pattern("a") else { return false }
    return probe.usesMachineCode
  }()

  /// What PCRE2 says about an error code, without control characters.
  static func message(for code: Int32) -> String {
    let text = [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
      count = max(0, Int(pcre2_get_error_message_8(code, buffer.baseAddress, buffer.count)))
    }
    return text.isEmpty ? "error \(code)" : String(decoding: text, as: UTF8.self)
  }

  private static func configurationText(_ item: UInt32) -> String {
    let capacity = max(0, Int(pcre2_config_8(item, nil)))
    let text = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      count = max(0, Int(pcre2_config_8(item, buffer.baseAddress)))
    }
    return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
  }
}
