// swift-tools-version: 6.2
import PackageDescription

// Apart from the main package, so that nobody who builds whorl builds its benchmarks.
let package = Package(
  name: "whorl-benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "whorl", path: "../..")],
  targets: [
    .executableTarget(name: "whorl-benchmark", dependencies: [.product(name: "WhorlKit", package: "whorl")]),
    .executableTarget(
      name: "signature-benchmark", dependencies: [.product(name: "WhorlKit", package: "whorl")]),
    .executableTarget(
      name: "copied-text-benchmark", dependencies: [.product(name: "WhorlKit", package: "whorl")]),
    .executableTarget(
      name: "whorl-extraction", dependencies: [.product(name: "RecordReading", package: "whorl")]),
    .executableTarget(
      name: "rule-benchmark",
      dependencies: [
        .product(name: "RecordReading", package: "whorl"), .product(name: "RulePacks", package: "whorl"),
        .product(name: "WhorlKit", package: "whorl"),
      ]),
  ]
)
