/// The settings that flags, the environment and the project file all know, in the order of report.
enum SettingKey: String, CaseIterable {
  case question, background, vocabulary, channels, uncalibrated, seed, jobs
  case maxBad = "max-bad"
  case textField = "text-field"
  case promptField = "prompt-field"
  case idField = "id-field"
  case packs, disable, maker
  case failOn = "fail-on"
  case inconclusive
  case baseline

  /// Its flag.
  var flag: String { "--\(rawValue)" }

  /// Its variable of the environment.
  var variable: String { "WHORL_" + rawValue.uppercased().replacing("-", with: "_") }

  /// Whether the project file has it under `policy`.
  var isPolicy: Bool {
    switch self {
    case .failOn, .inconclusive: true
    default: false
    }
  }

  /// Whether the project file may have a list of values; the setting then has commas between them.
  var isList: Bool {
    switch self {
    case .packs, .disable, .failOn: true
    default: false
    }
  }

  /// Whether it is a path, which in a project file is relative to that file.
  var isPath: Bool {
    switch self {
    case .background, .vocabulary, .baseline: true
    default: false
    }
  }

  /// The default as it is shown.
  var standard: String {
    switch self {
    case .question: "same"
    case .background, .vocabulary: "built-in"
    case .channels: "all"
    case .uncalibrated: "false"
    case .seed: "1"
    case .jobs: "all cores"
    case .maxBad: "0"
    case .textField, .promptField, .idField: "detected"
    case .packs: "\(FingerprintPackOptions.standard), counted only"
    case .maker: "unknown"
    case .failOn, .baseline, .disable: "none"
    case .inconclusive: "fail"
    }
  }
}
