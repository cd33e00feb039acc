// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  "ExistentialAny", "MemberImportVisibility", "InternalImportsByDefault",
].map { .enableUpcomingFeature($0) }

// Where the library lies in the default paths its flags add nothing but a warning about a macro.
#if os(macOS)
  let simdjsonPkgConfig: String? = "simdjson"
  let lapack: [LinkerSetting] = [.linkedFramework("Accelerate")]
#else
  let simdjsonPkgConfig: String? = nil
  // OpenBLAS is loaded when training asks for it.
  let lapack: [LinkerSetting] = [.linkedLibrary("dl")]
#endif

let package = Package(
  name: "whorl",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "WhorlKit", targets: ["WhorlKit"]),
    .library(name: "RecordReading", targets: ["RecordReading"]),
    .library(name: "PatternMatching", targets: ["PatternMatching"]),
    .library(name: "RulePacks", targets: ["RulePacks"]),
    .executable(name: "whorl", targets: ["whorl"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // C libraries, each behind a shim header, and each imported by one Swift target only.
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8",
      providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CZstd", pkgConfig: "libzstd",
      providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .systemLibrary(
      name: "CSimdjsonLibrary", pkgConfig: simdjsonPkgConfig,
      providers: [.apt(["libsimdjson-dev"]), .brew(["simdjson"])]),
    .target(
      name: "CSimdjson", dependencies: ["CSimdjsonLibrary"], linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CLAPACK", linkerSettings: lapack),
    .target(name: "CMinHash"),
    .target(name: "CWordScan"),
    .target(name: "CUnicodeTables", exclude: ["Generator"]),
    .target(name: "CShippedAssets"),
    .target(name: "CNGramKernels"),
    .target(name: "CTextScanning"),
    .target(name: "CInterruption"),
    .target(name: "CAllocation"),

    .target(name: "PatternMatching", dependencies: ["CPCRE2"], swiftSettings: strict),
    .target(
      name: "WhorlKit",
      dependencies: [
        "CMinHash", "CWordScan", "CUnicodeTables", "CShippedAssets", "CNGramKernels",
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: strict,
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(
      name: "RulePacks",
      dependencies: [
        "PatternMatching", "WhorlKit", "CShippedAssets", "CTextScanning",
        .product(name: "Yams", package: "Yams"),
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: strict),
    .target(
      name: "RecordReading",
      dependencies: ["CZlib", "CZstd", "CSimdjson", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),
    .target(
      name: "BackgroundTraining", dependencies: ["CLAPACK", "WhorlKit"], swiftSettings: strict),
    .target(name: "WhorlReporting", dependencies: ["WhorlKit", "RulePacks"], swiftSettings: strict),
    .executableTarget(
      name: "whorl",
      dependencies: [
        "CAllocation", "CInterruption", "WhorlKit", "RecordReading", "BackgroundTraining", "RulePacks",
        "WhorlReporting",
        "PatternMatching", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Yams", package: "Yams"),
      ], swiftSettings: strict),

    .testTarget(name: "PatternMatchingTests", dependencies: ["PatternMatching"], swiftSettings: strict),
    .testTarget(
      name: "WhorlKitTests", dependencies: ["WhorlKit"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(name: "RecordReadingTests", dependencies: ["RecordReading"], swiftSettings: strict),
    .testTarget(
      name: "BackgroundTrainingTests", dependencies: ["BackgroundTraining", "WhorlKit"], swiftSettings: strict
    ),
    .testTarget(
      name: "RulePacksTests", dependencies: ["RulePacks", "PatternMatching", "WhorlKit"],
      swiftSettings: strict),
    .testTarget(
      name: "WhorlReportingTests", dependencies: ["WhorlReporting", "RulePacks"], exclude: ["Snapshots"],
      swiftSettings: strict),
    .testTarget(name: "WhorlCommandTests", dependencies: ["whorl"], swiftSettings: strict),
  ],
  cLanguageStandard: .c17,
  cxxLanguageStandard: .cxx17
)
