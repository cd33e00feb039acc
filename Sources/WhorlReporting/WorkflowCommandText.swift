/// Text from outside made fit for a workflow command of GitHub Actions, by the escapes of its toolkit
/// (github.com/actions/toolkit, `packages/core/src/command.ts`).
enum WorkflowCommandText {
  /// `text` as a command's message.
  static func data(_ text: String) -> String {
    PrintableText.of(text).replacing("%", with: "%25")
  }

  /// `text` as the value of a property, which a comma or a colon would end.
  static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
