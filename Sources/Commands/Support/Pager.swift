import ArgumentParser
import FileFormats
import Foundation

/// Whether long output is shown a screen at a time.
struct PagerOptions: ParsableArguments {
    @Flag(name: .long, help: "Print all at once, on a terminal too.")
    var noPager = false

    /// Prints lines, on a terminal through a pager.
    func print(_ lines: [String]) throws {
        let bytes = Array(lines.joined(separator: "\n").utf8) + (lines.isEmpty ? [] : [UInt8(ascii: "\n")])
        if !noPager, isatty(STDOUT_FILENO) == 1, let command = Pager.command() {
            // A shell that does not find it says so; then all is printed.
            if let status = TerminalProgram.run(command, input: bytes), ![126, 127].contains(status) { return }
        }
        try Output.write(bytes)
    }
}

enum Pager {
    /// `$ANKER_PAGER`, else `$PAGER`, else `less` where it is installed; nil where none is wanted.
    static func command(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String? {
        if let named = environment["ANKER_PAGER"] ?? environment["PAGER"] {
            let name = named.trimmingCharacters(in: .whitespaces)
            return ["", "cat"].contains(name) ? nil : name
        }
        guard let terminal = environment["TERM"], terminal != "dumb", ExternalProgram("less") != nil else { return nil }
        // It ends at once where all fits on the screen, and leaves on the screen what was read.
        return "LESSCHARSET=${LESSCHARSET:-utf-8} less -FRX"
    }
}
