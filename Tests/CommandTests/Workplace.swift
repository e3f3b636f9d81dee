import Foundation
import Testing

/// A folder of its own with `Fixtures` and `Codebooks` in it, where lines are typed as a person types them.
final class Workplace {
    let folder: URL
    private let binaries: URL
    private let watch: URL

    /// One run of the program with `--json` or `--from`, or of `inspect`, which prints JSON always.
    struct Record {
        var arguments: [String]
        /// All that it printed, whatever became of it behind a pipe.
        var output: String
        var status: Int32
        /// What `--from` named, as far as it is there.
        var input: String?
    }

    /// The folder of the package.
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// - Throws: where `anker` has not been built beside the tests.
    init() throws {
        // The test bundle and the program are built into the same folder.
        let running = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let beside = [running, Bundle.main.bundleURL, Bundle.main.bundleURL.deletingLastPathComponent()]
        binaries = try #require(
            beside.first { FileManager.default.isExecutableFile(atPath: $0.appendingPathComponent("anker").path) },
            "anker is not built; run 'swift build --build-tests' first")
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("anker-page-\(UUID().uuidString)/work")
        watch = folder.deletingLastPathComponent().appendingPathComponent("watch")
        for folder in [folder, watch.appendingPathComponent("records")] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        try Data(Self.watcher.utf8).write(to: watch.appendingPathComponent("anker"))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: watch.appendingPathComponent("anker").path)
        for name in ["Fixtures", "Codebooks"] {
            try FileManager.default.copyItem(
                at: Self.package.appendingPathComponent(name), to: folder.appendingPathComponent(name))
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }

    /// What a line printed and how it ended, in the form of a page: output, errors behind `! `, status in brackets.
    func type(_ command: String) throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = folder
        process.environment = [
            "PATH": "\(watch.path):/usr/local/bin:/usr/bin:/bin", "WATCHED": binaries.appendingPathComponent("anker").path,
            "RECORDS": watch.appendingPathComponent("records").path, "HOME": folder.deletingLastPathComponent().path,
            "LC_ALL": "C.UTF-8", "TZ": "UTC",
            "ANKER_CODER": "AB", "SOURCE_DATE_EPOCH": "1764547200", "PWD": folder.path,
        ]
        process.standardInput = FileHandle.nullDevice
        // Files cannot fill up as pipes do.
        let outputs = try ["out", "err"].map { name in
            let url = folder.deletingLastPathComponent().appendingPathComponent(name)
            try Data().write(to: url)
            return url
        }
        defer { for url in outputs { try? FileManager.default.removeItem(at: url) } }
        process.standardOutput = try FileHandle(forWritingTo: outputs[0])
        process.standardError = try FileHandle(forWritingTo: outputs[1])
        try process.run()
        process.waitUntilExit()
        let (output, errors) = (try Self.lines(of: outputs[0]), try Self.lines(of: outputs[1]))
        let status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
        return output + errors.map { "! " + $0 } + (status == 0 ? [] : ["[\(status)]"])
    }

    /// Runs the program, and keeps what was typed and printed where it is about JSON.
    private static let watcher = """
        #!/bin/sh
        json= from= before=
        for word in "$@"; do
            case "$before" in --from) from=$word ;; esac
            case "$word" in --json) json=1 ;; --from=*) from=${word#--from=} ;; esac
            before=$word
        done
        case "$1" in inspect) json=1 ;; esac
        [ "$json$from" ] || exec "$WATCHED" "$@"
        record=$(mktemp -d "$RECORDS/XXXXXXXX")
        for word in "$@"; do printf '%s\\0' "$word"; done > "$record/arguments"
        if [ "$from" = - ]; then
            cat > "$record/input"
            "$WATCHED" "$@" < "$record/input" > "$record/output"
        else
            if [ -f "$from" ]; then cp "$from" "$record/input"; fi
            "$WATCHED" "$@" > "$record/output"
        fi
        status=$?
        echo $status > "$record/status"
        cat "$record/output"
        exit $status

        """

    /// What was kept since this was last asked.
    func takeRecords() throws -> [Record] {
        let folder = watch.appendingPathComponent("records")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
            let record = folder.appendingPathComponent(name)
            defer { try? FileManager.default.removeItem(at: record) }
            func text(_ name: String) -> String? {
                FileManager.default.contents(atPath: record.appendingPathComponent(name).path)
                    .map { String(decoding: $0, as: UTF8.self) }
            }
            let status = try #require(text("status").flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) })
            return Record(
                arguments: (text("arguments") ?? "").split(separator: "\0", omittingEmptySubsequences: false).dropLast()
                    .map(String.init), output: text("output") ?? "", status: status, input: text("input"))
        }
    }

    private static func lines(of url: URL) throws -> [String] {
        // What a reader of the page could not see is written out.
        let text = String(decoding: try Data(contentsOf: url), as: UTF8.self).replacing("\r\n", with: "␍\n")
            .replacing("\u{FEFF}", with: "<U+FEFF>")
        guard !text.isEmpty else { return [] }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() } else { lines.append("\\ no line feed at the end") }
        // Else a page would read it as the next line of what is typed.
        return lines.map { $0.hasPrefix(">") ? "\\" + $0 : $0 }
    }
}
