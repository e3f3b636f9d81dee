// swift-tools-version:6.1
import PackageDescription

/// What the readers declare is `package`, so the compiler must take this package for a part of theirs, whose name is that of
/// its folder, lower case and as an identifier. `packageAccess: false` keeps the build system from naming this one instead.
let folder = Context.packageDirectory.split(separator: "/").dropLast().last.map(String.init) ?? ""
let parent = String(folder.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })

let package = Package(
    name: "AnkerFuzz",
    dependencies: [.package(name: "Ankerpunkt", path: "..")],
    targets: [
        .systemLibrary(name: "CLibFuzzer"),
        .executableTarget(
            name: "AnkerFuzz",
            dependencies: ["CLibFuzzer", .product(name: "AnkerReaders", package: "Ankerpunkt")],
            packageAccess: false,
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .unsafeFlags(["-package-name", parent]),
            ]),
    ]
)
