/// Whether hits inside quotations stand.
public enum QuotePolicy: String, Sendable, CaseIterable {
  /// All hits stand.
  case any
  /// Only hits outside quotation marks and quoted lines stand.
  case outside
  /// Only hits inside quotation marks or quoted lines stand.
  case inside
}
