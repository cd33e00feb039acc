extension BackgroundModel {
  /// Whether `bytes` begin as a file of this kind does.
  public static func hasMagic(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.count > SectionedFile.magic.count
      && bytes.starts(with: SectionedFile.magic + [SectionedFile.Kind.background.rawValue])
  }
}
