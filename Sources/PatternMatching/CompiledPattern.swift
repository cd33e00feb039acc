internal import CPCRE2
import Synchronization

/// Owns the compiled code of one pattern. The only file that touches that pointer's life.
///
/// Machine code is made when the pattern is first matched, as it takes three times as long as compiling does and
/// of hundreds of patterns a short text needs few.
///
/// - Note: Unchecked, because pointers are not `Sendable` and `strictCode` and `asciiCode` are variables. What `init`
///   writes nobody else can see yet, and all is freed when the last owner is gone. In between there is one writer,
///   ``execution(isASCII:)``: it makes the machine code, which changes `code`, and sets `strictCode`, both while it
///   holds `preparation`, and then stores `state`, releasing. Nobody reads `code` or `strictCode` but through
///   ``execution(isASCII:)``, which returns only after it loaded a `state` that is not ``State/new``, acquiring, or
///   held the mutex itself: every read is therefore ordered behind the writes, and there are none after. So it is with
///   `asciiCode` and `asciiState`. From then on the code is constant: PCRE2 guarantees that it may be used by several
///   threads at once (pcre2api, "Multithreading", which asks for a lock around making machine code later only); all
///   that a match writes is in the ``MatchWorkspace`` of its thread.
final class CompiledPattern: @unchecked Sendable {
  /// What a match is made with.
  struct Execution {
    /// The pattern, for any bytes.
    let code: OpaquePointer
    /// The pattern for valid text only, if there is no machine code: the interpreter checks the rest
    /// of the text in each search with `code`, and in the first one only with this.
    let strictCode: OpaquePointer?
    let usesMachineCode: Bool
  }

  private enum State {
    static let new: UInt8 = 0
    static let machineCode: UInt8 = 1
    static let interpreted: UInt8 = 2
    /// There is no such code.
    static let none: UInt8 = 3
  }

  private let code: OpaquePointer
  private var strictCode: OpaquePointer?
  /// What matches the same in subjects of ASCII alone; nil if that is `code` itself, or nobody asked so far.
  private var asciiCode: OpaquePointer?
  private let asciiSource: (@Sendable () -> String?)?
  private let state = Atomic<UInt8>(State.new)
  private let asciiState = Atomic<UInt8>(State.new)
  private let preparation = Mutex<Void>(())

  let source: String
  let options: PatternOptions
  let groupCount: Int
  let maximumLookbehind: Int
  let minimumMatchLength: Int
  let treatsCRLFAsOne: Bool

  /// Compiles `source`. What `asciiSource` gives for subjects of ASCII alone is compiled when it is first needed.
  init(
    source: String, options: PatternOptions, asciiSource: (@Sendable () -> String?)?
  ) throws(PatternError) {
    self.asciiSource = asciiSource
    self.source = source
    self.options = options
    code = try Self.compile(source, flags: Self.flags(options) | PCRE2_MATCH_INVALID_UTF)
    let groupCount = Self.number(UInt32(PCRE2_INFO_CAPTURECOUNT), of: code)
    self.groupCount = groupCount
    maximumLookbehind = Self.number(UInt32(PCRE2_INFO_MAXLOOKBEHIND), of: code)
    minimumMatchLength = Self.number(UInt32(PCRE2_INFO_MINLENGTH), of: code)
    let newline = Self.number(UInt32(PCRE2_INFO_NEWLINE), of: code)
    // A verb such as (*LF) at the start of the source overrides the convention set by `compile`.
    treatsCRLFAsOne =
      newline == Int(PCRE2_NEWLINE_CRLF) || newline == Int(PCRE2_NEWLINE_ANY)
      || newline == Int(PCRE2_NEWLINE_ANYCRLF)
  }

  deinit {
    pcre2_code_free_8(code)
    pcre2_code_free_8(strictCode)
    pcre2_code_free_8(asciiCode)
  }

  /// What a match is made with: the first call makes machine code, where that is possible.
  ///
  /// - Parameter isASCII: Whether the subject is known to be ASCII alone.
  func execution(isASCII: Bool) -> Execution {
    if isASCII, asciiSource != nil {
      var state = asciiState.load(ordering: .acquiring)
      if state == State.new { state = prepareForASCII() }
      if state != State.none, let asciiCode {
        return Execution(code: asciiCode, strictCode: nil, usesMachineCode: state == State.machineCode)
      }
    }
    var state = self.state.load(ordering: .acquiring)
    if state == State.new { state = prepare() }
    return Execution(code: code, strictCode: strictCode, usesMachineCode: state == State.machineCode)
  }

  private func prepare() -> UInt8 {
    preparation.withLock { _ in
      // Only written with the mutex held.
      let known = state.load(ordering: .relaxed)
      if known != State.new { return known }
      let made = makeMachineCode(code)
      if made != State.machineCode { strictCode = try? Self.compile(source, flags: Self.flags(options)) }
      state.store(made, ordering: .releasing)
      return made
    }
  }

  private func prepareForASCII() -> UInt8 {
    preparation.withLock { _ in
      let known = asciiState.load(ordering: .relaxed)
      if known != State.new { return known }
      // ASCII is the same in bytes and in UTF-8, with and without Unicode's classes.
      let flags = Self.flags(options) & ~(PCRE2_UTF | PCRE2_UCP)
      asciiCode = asciiSource?().flatMap { try? Self.compile($0, flags: flags) }
      let made = asciiCode.map(makeMachineCode) ?? State.none
      asciiState.store(made, ordering: .releasing)
      return made
    }
  }

  /// A failure means no machine code, and pcre2_match then interprets.
  private func makeMachineCode(_ code: OpaquePointer) -> UInt8 {
    let isMade =
      !options.contains(.interpreted) && pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE) == 0
      && Self.machineCodeSize(code) > 0
    return isMade ? State.machineCode : State.interpreted
  }

  private static func number(_ item: UInt32, of code: OpaquePointer) -> Int {
    var value: UInt32 = 0
    return pcre2_pattern_info_8(code, item, &value) == 0 ? Int(value) : 0
  }

  private static func compile(_ source: String, flags: UInt32) throws(PatternError) -> OpaquePointer {
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
