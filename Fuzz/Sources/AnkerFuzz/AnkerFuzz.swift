import CLibFuzzer
import Foundation

/// Feeds one reader with inputs that libFuzzer makes.
///
///     AnkerFuzz list
///     AnkerFuzz seeds TARGET FIXTURES FOLDER
///     AnkerFuzz run TARGET FIXTURES [libFuzzer's options, and folders of inputs or one input]
///
/// `FIXTURES` is the folder in which `Fixtures` and `Codebooks` lie.
@main
struct AnkerFuzz {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        switch (arguments.first, arguments.count) {
        case ("list", 1):
            for target in Target.all { print(target.name) }
        case ("seeds", 4):
            let rest = Array(arguments.dropFirst())
            try Seeds(of: target(rest[0]), from: rest[1]).write(to: rest[2])
        case ("run", 3...):
            let rest = Array(arguments.dropFirst())
            current = target(rest[0])
            if current.isOfParts { current.outline = try Seeds(of: current, from: rest[1]).outline }
            atexit { current.report() }
            exit(fuzz(Array(rest.dropFirst(2))))
        default: fail("usage: AnkerFuzz list | seeds TARGET FIXTURES FOLDER | run TARGET FIXTURES [OPTION or FOLDER]…")
        }
    }

    private static func target(_ name: String?) -> Target {
        guard let target = Target.all.first(where: { $0.name == name }) else {
            fail("no target '\(name ?? "")'; they are \(Target.all.map(\.name).joined(separator: ", "))")
        }
        return target
    }

    private static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data((message + "\n").utf8))
        exit(64)
    }

    /// Returns libFuzzer's exit status; an input that fails ends the process before.
    private static func fuzz(_ options: [String]) -> Int32 {
        var pointers = ([CommandLine.arguments[0]] + options).map { strdup($0) } + [nil]
        var count = Int32(pointers.count - 1)
        return pointers.withUnsafeMutableBufferPointer { buffer in
            var arguments = buffer.baseAddress
            return LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
                // libFuzzer keeps nothing of an input that is answered by -1.
                current.take(UnsafeBufferPointer(start: bytes, count: Int(count))) ? 0 : -1
            }
        }
    }
}

/// The one that is fed. libFuzzer calls a plain C function, on the main thread only.
nonisolated(unsafe) private var current = Target.all[0]
