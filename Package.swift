// swift-tools-version:6.1
import PackageDescription

/// Flags that every target of ours is compiled with: Swift 6 mode comes from the tools version; these are stricter still.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "Ankerpunkt",
    products: [
        .executable(name: "anker", targets: ["anker"]),
        // For Fuzz, which is a package of its own.
        .library(name: "AnkerReaders", targets: ["FileFormats", "Importers", "StudyModel"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),

        .target(
            name: "StudyModel",
            dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),
        .target(name: "FileFormats", dependencies: ["CLibXML2", "CLibZip", "CSQLite", "CZlib"], swiftSettings: strict),
        .target(
            name: "Importers",
            dependencies: ["FileFormats", "StudyModel", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict),
        .target(
            name: "StudyStore",
            dependencies: [
                "CSQLite", "StudyModel",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .target(name: "Analysis", dependencies: ["StudyModel"], swiftSettings: strict),
        .target(
            name: "Exporters",
            dependencies: ["FileFormats", "StudyModel", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict),
        .target(
            name: "Commands",
            dependencies: [
                "Analysis", "Exporters", "FileFormats", "Importers", "StudyModel", "StudyStore",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "anker",
            dependencies: ["Commands", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: strict),

        // Writes the manual pages, for 'make man'.
        .executableTarget(
            name: "ManPages", dependencies: ["Commands"], path: "Scripts/ManPages", swiftSettings: strict),

        // Edited transcripts of which it is known what became of each passage, for a test and for Docs/Benchmarks.md.
        .target(
            name: "EditScripts", dependencies: ["StudyModel"], path: "Benchmarks/EditScripts", swiftSettings: strict),
        .executableTarget(
            name: "AnchorTrial", dependencies: ["Analysis", "EditScripts", "FileFormats", "StudyModel"],
            path: "Benchmarks/AnchorTrial", swiftSettings: strict),
        // One piece of work on a random network, for Benchmarks/networks.py.
        .executableTarget(
            name: "NetworkTrial", dependencies: ["Analysis", "Exporters", "FileFormats", "StudyModel"],
            path: "Benchmarks/NetworkTrial", swiftSettings: strict),

        // Writes databases of other programs for tests of their readers.
        .target(name: "DatabaseSupport", dependencies: ["CSQLite"], path: "Tests/DatabaseSupport", swiftSettings: strict),
        .testTarget(name: "StudyModelTests", dependencies: ["StudyModel"], swiftSettings: strict),
        .testTarget(
            name: "FileFormatsTests", dependencies: ["FileFormats", "CLibZip", "DatabaseSupport"], swiftSettings: strict),
        .testTarget(
            name: "ImportersTests", dependencies: ["Importers", "FileFormats", "StudyModel", "DatabaseSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "StudyStoreTests", dependencies: ["StudyStore", "StudyModel", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict),
        .testTarget(
            name: "AnalysisTests", dependencies: ["Analysis", "EditScripts", "StudyModel"],
            exclude: ["Agreement/Golden", "Measures/Golden", "Tables/Golden"],
            swiftSettings: strict),
        .testTarget(
            name: "ExportersTests", dependencies: ["Exporters", "FileFormats", "Importers", "StudyModel"],
            swiftSettings: strict),
        .testTarget(
            name: "CommandTests", dependencies: ["Commands", "FileFormats", "Importers", "StudyModel", "StudyStore"],
            exclude: ["Transcripts"], swiftSettings: strict),
    ]
)
