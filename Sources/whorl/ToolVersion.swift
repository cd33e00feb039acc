/// The version of this tool.
enum ToolVersion {
  /// By semantic versioning; written into every file.
  static let current = "0.1.0"
}
