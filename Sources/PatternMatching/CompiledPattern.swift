internal import CPCRE2

/// Owns the compiled code of one pattern. The only file that touches that pointer's life.
///
/// - Note: Unchecked, because pointers are not `Sendable`. The code is written to only in `init`,
///   before anyone else can see it, and freed when the last owner is gone. In between it is
///   constant: PCRE2 guarantees that compiled code, with or without machine code, may be used by
///   several threads at once (pcre2api, "Multithreading"); all that a match writes is in the
///   ``MatchWorkspace`` of its thread.
final class CompiledPattern: @unchecked Sendable {
  /// The pattern, for any bytes.
  let code: OpaquePointer

  /// The pattern for valid text only, if there is no machine code: the interpreter checks the rest
  /// of the text in each search with `code`, and in the first one only with this.
  let strictCode: OpaquePointer?

  let usesMachineCode: Bool
  let source: String
  let options: PatternOptions
  let groupCount: Int
  let treatsCRLFAsOne: Bool

  /// Compiles `source`, also to machine code where that is possible.
  init(source: String, options: PatternOptions) throws(PatternError) {
    let context = pcre2_compile_context_create_8(nil)
    defer { pcre2_compile_context_free_8(context) }
    guard context != nil else {
      throw PatternError(matchCode: PCRE2_ERROR_NOMEMORY, pattern: source)
    }
    // Not left to how the library was built: the same pattern must match the same everywhere.
    pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANYCRLF))
    pcre2_set_bsr_8(context, UInt32(PCRE2_BSR_UNICODE))
    pcre2_set_parens_nest_limit_8(context, 250)
    pcre2_set_max_pattern_length_8(context, Pattern.maximumLength)

    let flags = Self.flags(options)
    self.source = source
    self.options = options
    code = try Self.compile(source, flags: flags | PCRE2_MATCH_INVALID_UTF, context: context)
    groupCount = Self.number(UInt32(PCRE2_INFO_CAPTURECOUNT), of: code)
    let newline = Self.number(UInt32(PCRE2_INFO_NEWLINE), of: code)
    // A verb such as (*LF) at the start of the source overrides the convention set here.
    treatsCRLFAsOne =
      newline == Int(PCRE2_NEWLINE_CRLF) || newline == Int(PCRE2_NEWLINE_ANY)
      || newline == Int(PCRE2_NEWLINE_ANYCRLF)
    // A failure means no machine code, and pcre2_match then interprets.
    usesMachineCode =
      !options.contains(.interpreted) && pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE) == 0
      && Self.machineCodeSize(code) > 0
    strictCode =
      usesMachineCode ? nil : try? Self.compile(source, flags: flags, context: context)
  }

  deinit {
    pcre2_code_free_8(code)
    pcre2_code_free_8(strictCode)
  }

  /// A number that PCRE2 knows about the pattern.
  func number(_ item: UInt32) -> Int { Self.number(item, of: code) }

  private static func number(_ item: UInt32, of code: OpaquePointer) -> Int {
    var value: UInt32 = 0
    return pcre2_pattern_info_8(code, item, &value) == 0 ? Int(value) : 0
  }

  private static func compile(
    _ source: String, flags: UInt32, context: OpaquePointer?
  ) throws(PatternError) -> OpaquePointer {
    var errorCode: Int32 = 0
    var errorOffset = 0
    var utf8 = source
    let compiled = utf8.withUTF8 { bytes in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1) { nothing in
        pcre2_compile_8(
          bytes.baseAddress ?? UnsafePointer(nothing.baseAddress), bytes.count, flags, &errorCode,
          &errorOffset, context)
      }
    }
    guard let compiled else {
      throw PatternError(compileCode: errorCode, offset: errorOffset, pattern: source)
    }
    return compiled
  }

  private static func machineCodeSize(_ code: OpaquePointer) -> Int {
    var size = 0
    return pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_JITSIZE), &size) == 0 ? size : 0
  }

  private static func flags(_ options: PatternOptions) -> UInt32 {
    // \C would split characters, which neither UTF-8 nor machine code allows.
    var flags = PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C
    if options.contains(.caseless) { flags |= PCRE2_CASELESS }
    if options.contains(.multiline) { flags |= PCRE2_MULTILINE }
    if options.contains(.dotAll) { flags |= PCRE2_DOTALL }
    if options.contains(.unicodeClasses) { flags |= PCRE2_UCP }
    if options.contains(.startLimit) { flags |= PCRE2_USE_OFFSET_LIMIT }
    return flags
  }
}
