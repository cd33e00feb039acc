/// How a suspect comes from its sources. The raw values are those of lineage files and reports.
public enum LineageKind: String, CaseIterable, Sendable {
  /// The same model under another prompt or setting.
  case same
  /// Fine-tuned from it, or another size of it.
  case derived
  /// Trained on its outputs.
  case distilled
}
