// swift-tools-version: 6.1
import Foundation
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

// For the program that people wait for: Swift's libraries linked in, which halves the time it starts
// in, by lld, which comes with Swift.
let quickToStart = ["-static-stdlib"]

/// What a target has nothing to do with whose path is the package's root: all but its own folder.
func everythingBut(_ target: String) -> [String] {
  let sources = Context.packageDirectory + "/Sources"
  let names = (try? FileManager.default.contentsOfDirectory(atPath: sources)) ?? []
  return names.filter { $0 != target }.sorted().map { "Sources/" + $0 }
    + ["Tests", "README.md", "LICENSE"]
}

let package = Package(
  name: "coach",
  products: [
    .executable(name: "coach", targets: ["coach"]),
    .library(name: "Coach", targets: ["Coach"]),
    .executable(name: "coach-speech", targets: ["coach-speech"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.4.0"),
  ],
  targets: [
    // C libraries of the system.
    .systemLibrary(name: "CLinux"),
    .systemLibrary(
      name: "CALSA", pkgConfig: "alsa", providers: [.apt(["libasound2-dev"])]),
    .systemLibrary(
      name: "CESpeakNG", providers: [.apt(["libespeak-ng-dev"])]),
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(
      name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),

    // The operating system, once.
    .target(
      name: "Platform",
      dependencies: ["CLinux", .product(name: "SystemPackage", package: "swift-system")],
      swiftSettings: strict),

    // The one error that a person reads.
    .target(name: "CoachErrors", swiftSettings: strict),

    // The way of the data, in order.
    .target(name: "SourceYAML", dependencies: ["CYAML", "CoachErrors"], swiftSettings: strict),
    .target(name: "RoutineScript", dependencies: ["SourceYAML"], swiftSettings: strict),
    // What each finding is about is written in one place: the article is built in.
    .target(
      name: "ScriptTools", dependencies: ["RoutineScript", "SourceYAML"],
      resources: [.embedInCode("Findings.md")], swiftSettings: strict),
    .target(
      name: "SpokenText",
      dependencies: [
        "RoutineScript",
        "SourceYAML",
      ],
      resources: [.embedInCode("Unicode/Decompositions.txt")], swiftSettings: strict),
    .target(
      name: "CueTimeline",
      dependencies: [
        "RoutineScript",
        "SourceYAML",
        "SpokenText",
      ], swiftSettings: strict),
    .executableTarget(
      name: "coach-speech", dependencies: ["CESpeakNG"],
      linkerSettings: [.linkedLibrary("espeak-ng")]),
    .target(
      name: "Speech",
      dependencies: [
        "CoachErrors",
        "CueTimeline",
        "Platform",
        "RoutineScript",
        "SourceYAML",
        "SpokenText",
      ],
      swiftSettings: strict),
    .target(
      name: "Sound", dependencies: ["CALSA", "CoachErrors", "CueTimeline", "Platform"],
      swiftSettings: strict),
    .target(
      name: "LiveSession",
      dependencies: ["CoachErrors", "CueTimeline", "Platform", "RoutineScript", "Sound"],
      swiftSettings: strict),
    .target(
      name: "Desktop", dependencies: ["CSystemd", "CoachErrors", "Platform"], swiftSettings: strict),
    .target(name: "Reminders", dependencies: ["CoachErrors", "Platform"], swiftSettings: strict),
    // The routines and voices, beside the program. Its path is the package's root, where they lie.
    .target(
      name: "BuiltInFiles", path: ".", exclude: everythingBut("BuiltInFiles"),
      sources: ["Sources/BuiltInFiles"], resources: [.copy("Scripts"), .copy("Voices")],
      publicHeadersPath: "Sources/BuiltInFiles"),
    .target(
      name: "Catalog",
      dependencies: [
        "BuiltInFiles",
        "CoachErrors",
        "CueTimeline",
        "Platform",
        "RoutineScript",
        "ScriptTools",
        "SourceYAML",
        "Speech",
        "SpokenText",
      ],
      swiftSettings: strict),
    .target(
      name: "Preparation",
      dependencies: [
        "Catalog",
        "CoachErrors",
        "CueTimeline",
        "Platform",
        "RoutineScript",
        "ScriptTools",
        "SourceYAML",
        "Speech",
        "SpokenText",
      ],
      swiftSettings: strict),
    .target(
      name: "Suggestions",
      dependencies: ["Catalog", "CoachErrors", "CueTimeline", "Preparation", "RoutineScript"],
      swiftSettings: strict),
    // The library for other programs; its folder differs from the command's in more than a capital,
    // which some file systems do not tell apart.
    .target(
      name: "Coach",
      dependencies: [
        "Catalog",
        "CoachErrors",
        "CueTimeline",
        "Preparation",
        "RoutineScript",
        "ScriptTools",
        "Sound",
        "SourceYAML",
        "Speech",
      ],
      path: "Sources/CoachLibrary", swiftSettings: strict),
    .executableTarget(
      name: "coach",
      dependencies: [
        "Catalog",
        "CoachErrors",
        "CueTimeline",
        "Desktop",
        "LiveSession",
        "Platform",
        "Preparation",
        "Reminders",
        "RoutineScript",
        "ScriptTools",
        "Sound",
        "SourceYAML",
        "Speech",
        "Suggestions",
        "coach-speech",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict + [.unsafeFlags(quickToStart, .when(configuration: .release))],
      linkerSettings: [
        // This program is given the library of the one beside it too. It uses nothing of it, and
        // loading it, with all it needs, takes a quarter of the time it starts in. Flags like these
        // keep a target out of other packages, so they are here and not there.
        .unsafeFlags(["-Xlinker", "--as-needed"]),
        .unsafeFlags(quickToStart + ["-use-ld=lld"], .when(configuration: .release)),
      ]),

    // Tests, one folder for each target they test.
    .target(
      name: "TestSupport",
      dependencies: [
        "CoachErrors",
        "CueTimeline",
        "Platform",
        "RoutineScript",
        "ScriptTools",
        "Sound",
        "SourceYAML",
        "SpokenText",
      ],
      path: "Tests/TestSupport", swiftSettings: strict),
    // Apart from it: programs that are not tests use the former, and have no library for tests.
    .target(name: "TestTraits", path: "Tests/TestTraits", swiftSettings: strict),
    .executableTarget(
      name: "CheckBenchmark",
      dependencies: [
        "Catalog",
        "CoachErrors",
        "CueTimeline",
        "Preparation",
        "RoutineScript",
        "ScriptTools",
        "SourceYAML",
        "TestSupport",
      ],
      path: "Tests/Benchmarks/Check",
      // As `coach` is, which it tells about.
      swiftSettings: strict + [.unsafeFlags(quickToStart, .when(configuration: .release))],
      linkerSettings: [
        .unsafeFlags(quickToStart + ["-use-ld=lld"], .when(configuration: .release))
      ]),
    .testTarget(
      name: "PlatformTests", dependencies: ["Platform", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "SourceYAMLTests", dependencies: ["SourceYAML"], swiftSettings: strict),
    .testTarget(
      name: "ScriptToolsTests",
      dependencies: ["RoutineScript", "ScriptTools", "SourceYAML", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RoutineScriptTests",
      dependencies: ["RoutineScript", "ScriptTools", "SourceYAML", "TestSupport", "TestTraits"],
      swiftSettings: strict),
    .testTarget(
      name: "SpokenTextTests",
      dependencies: ["RoutineScript", "SourceYAML", "SpokenText", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CueTimelineTests",
      dependencies: ["CueTimeline", "RoutineScript", "SourceYAML", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "SoundTests",
      dependencies: [
        "CoachErrors", "CueTimeline", "Platform", "Sound", "TestSupport", "TestTraits",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SpeechTests",
      dependencies: [
        "CoachErrors",
        "CueTimeline",
        "Platform",
        "RoutineScript",
        "SourceYAML",
        "Speech",
        "SpokenText",
        "TestSupport",
        "coach-speech",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "LiveSessionTests",
      dependencies: [
        "CoachErrors",
        "CueTimeline",
        "LiveSession",
        "RoutineScript",
        "Sound",
        "SourceYAML",
        "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DesktopTests", dependencies: ["CoachErrors", "Desktop", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RemindersTests", dependencies: ["Platform", "Reminders"], swiftSettings: strict),
    .testTarget(
      name: "CatalogTests",
      dependencies: [
        "Catalog",
        "CoachErrors",
        "RoutineScript",
        "ScriptTools",
        "SourceYAML",
        "Speech",
        "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PreparationTests",
      dependencies: [
        "Catalog",
        "CoachErrors",
        "CueTimeline",
        "Platform",
        "Preparation",
        "RoutineScript",
        "ScriptTools",
        "Sound",
        "SourceYAML",
        "Speech",
        "SpokenText",
        "TestSupport",
        "coach-speech",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SuggestionsTests",
      dependencies: [
        "Catalog",
        "CoachErrors",
        "CueTimeline",
        "Preparation",
        "RoutineScript",
        "SourceYAML",
        "Suggestions",
        "TestSupport",
        "coach-speech",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CoachTests",
      dependencies: [
        "Catalog",
        "Coach",
        "CoachErrors",
        "CueTimeline",
        "Preparation",
        "RoutineScript",
        "ScriptTools",
        "Sound",
        "SourceYAML",
        "Speech",
        "SpokenText",
        "TestSupport",
        "coach-speech",
      ],
      swiftSettings: strict),
    .target(name: "FuzzedWorker", path: "Tests/Fuzz/FuzzedWorker"),
    .target(
      name: "FuzzTargets",
      dependencies: [
        "CueTimeline",
        "FuzzedWorker",
        "RoutineScript",
        "ScriptTools",
        "SourceYAML",
        "Speech",
        "SpokenText",
        "TestSupport",
      ],
      path: "Tests/Fuzz/FuzzTargets", swiftSettings: strict),
    .testTarget(
      name: "FuzzTests", dependencies: ["FuzzTargets", "TestSupport", "coach-speech"],
      path: "Tests/Fuzz/FuzzTests", swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "CoachErrors",
        "CueTimeline",
        "Desktop",
        "LiveSession",
        "RoutineScript",
        "Sound",
        "TestSupport", "TestTraits",
        "coach",
        "coach-speech",
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// The fuzzer is there only for Tests/Fuzz/run, which has everything built for it: it needs a library
// that is linked by a flag.
if Context.environment["COACH_FUZZ"] != nil {
  package.targets += [
    .systemLibrary(name: "CLibFuzzer", path: "Tests/Fuzz/CLibFuzzer"),
    .executableTarget(
      name: "coach-fuzz", dependencies: ["CLibFuzzer", "FuzzTargets"], path: "Tests/Fuzz/Fuzzer",
      swiftSettings: strict),
  ]
}
