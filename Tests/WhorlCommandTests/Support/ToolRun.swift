import Foundation

/// What one run of the tool amounted to.
struct ToolRun {
  /// The exit status; minus the signal's number where a signal ended it.
  let status: Int32
  let output: Data
  let errors: String

  var text: String { String(decoding: output, as: UTF8.self) }
  var errorLines: [Substring] { errors.split(separator: "\n") }

  /// Standard output as a JSON object.
  func json() throws -> JSONObject {
    try JSONObject(try JSONSerialization.jsonObject(with: output))
  }
}
