import FileFormats
import Foundation
import Importers
import StudyModel

/// One reader, and how it is fed.
final class Target {
    /// Every registered format by its name, and the layers below and beside them. Those of parts begin at the end.
    nonisolated(unsafe) static let all: [Target] = {
        let plain = [zip, xml, text, lines, codebook, surveyMap, attributes, network] + ImportFormats.all.map { Target($0) }
        return plain + plain.map(\.ofParts)
    }()

    let name: String
    /// True where an input is put together from parts, see `FuzzInput`.
    private(set) var isOfParts = false
    /// What inputs of parts are completed with.
    var outline = Outline()
    /// True where a file of that name and content is of the kind that the target reads, and so a seed.
    let takes: (InputFile, _ bytes: [UInt8]) throws -> Bool
    private let read: ([InputFile]) throws -> Void
    private lazy var folder = InputFolder()
    private var runs = 0
    private var refused = 0
    /// How often an input was refused, by what was said.
    private var refusals: [String: Int] = [:]

    init(
        _ name: String, takes: @escaping (InputFile, [UInt8]) throws -> Bool, read: @escaping ([InputFile]) throws -> Void
    ) {
        self.name = name
        self.takes = takes
        self.read = read
    }

    private static let parts = "-parts"

    /// The same reader, fed with parts.
    private var ofParts: Target {
        let target = Target(name + Self.parts, takes: takes, read: read)
        target.isOfParts = true
        return target
    }

    /// The name of the reader that is fed.
    var reader: String { isOfParts ? String(name.dropLast(Self.parts.count)) : name }

    /// True where the reader takes the file without a refusal.
    func reads(_ file: InputFile) -> Bool { (try? read([file])) != nil }

    /// Reads one input. A refusal is what a damaged file should come to; any other error is not.
    ///
    /// - Returns: false where it was refused and should not be built upon, since too many are refused already.
    func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let input = FuzzInput(bytes, name: "input.\(reader)", outline: isOfParts ? outline : nil)
        runs += 1
        return folder.with(input) { files in
            guard !files.isEmpty else { return false }
            ProcessorTime.limit(to: Self.seconds)
            defer { ProcessorTime.limit(to: 0) }
            do {
                try read(files)
                return true
            } catch let refusal as Refusal {
                refuse(refusal.diagnostic.message.text)
            } catch let refusals as Refusals {
                refuse(refusals.diagnostics.first?.message.text ?? "")
            } catch let error as FormatError {
                refuse(error.problem)
            } catch {
                fatalError("an error that is no refusal: \(error)")
            }
            return refused < runs / Self.refusedShare
        }
    }

    /// How long one input may be worked on.
    private static let seconds = 5
    /// One in so many inputs may be refused before those are not built upon any more.
    private static let refusedShare = 4

    private func refuse(_ reason: String) {
        // What is quoted in a message differs each time.
        let key = String(reason.prefix { !$0.isNumber && $0 != "'" }.prefix(60))
        refusals[key, default: 0] += 1
        refused += 1
    }

    /// Says how many inputs got through and what stopped the others: where nearly all are refused at the door, nothing behind
    /// it was fuzzed.
    func report() {
        folder.remove()
        var lines = ["\(name): \(runs) inputs, \(refused) refused"]
        lines += refusals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(12).map { "  \($0.value) \($0.key)" }
        FileHandle.standardError.write(Data((lines.joined(separator: "\n") + "\n").utf8))
    }
}
