import RecordReading

/// A reference or a suspect as it was named: on the command line, or in a project file.
struct InputEntry {
  /// The name it is to have in reports; nil to take it from its file.
  var name: String?
  /// Paths and patterns.
  var paths: [String]
  /// Who makes the model.
  var vendor: String?
  /// Fields that differ from those of the rest.
  var fields: [SettingKey: String] = [:]
  /// Where it was named, to begin an error with: `whorl.yml:3:5`; nil for the command line.
  var place: String?

  /// An error about it.
  func failure(_ message: String) -> CommandFailure {
    CommandFailure(place.map { "\($0): \(message)" } ?? message)
  }
}
