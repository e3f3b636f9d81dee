import Foundation

/// Reads another source ahead on a thread of its own, so that a member is unpacked while what stands before is parsed.
///
/// The thread is begun where the source turns out to be long. Whoever reads ahead reads nothing else from the same archive
/// in the meantime.
final class AheadSource: ByteSource {
    /// What is read without a thread: most files end there.
    private static let directBytes = 1 << 20
    private static let blockBytes = 1 << 18
    private static let blocks = 4

    private let source: any ByteSource
    private var direct = AheadSource.directBytes
    private var reading: Reading?
    /// What of the block at hand is not handed out yet.
    private var rest = UnsafeRawBufferPointer(start: nil, count: 0)

    init(_ source: any ByteSource) { self.source = source }

    deinit { reading?.stop() }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if direct > 0 {
            let count = try source.read(into: buffer)
            direct = count > 0 ? direct - count : direct
            return count
        }
        let reading = self.reading ?? Reading(source, blocks: Self.blocks, bytes: Self.blockBytes)
        self.reading = reading
        if rest.isEmpty { rest = try reading.nextBlock() }
        let count = min(buffer.count, rest.count)
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<count]))
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        return count
    }
}

/// A ring of blocks between the thread that fills them and the one that reads them.
///
/// Unchecked, since the numbers stand under the condition's lock, and a block belongs to one side at a time.
private final class Reading: @unchecked Sendable {
    private let condition = NSCondition()
    private let done = DispatchSemaphore(value: 0)
    private let source: any ByteSource
    private let blocks: [UnsafeMutableRawBufferPointer]
    private var counts: [Int]
    /// How many blocks have been filled, and how many are given back; the one being read is not.
    private var filled = 0
    private var emptied = 0
    private var isReading = false
    private var isFinished = false
    private var isStopped = false
    private var failure: (any Error)?

    init(_ source: any ByteSource, blocks: Int, bytes: Int) {
        self.source = source
        self.blocks = (0..<blocks).map { _ in .allocate(byteCount: bytes, alignment: 16) }
        counts = Array(repeating: 0, count: blocks)
        let thread = Thread { self.fill() }
        thread.name = "unpacker"
        thread.start()
    }

    deinit { blocks.forEach { $0.deallocate() } }

    /// Gives the last block back and waits for the next one; empty at the end.
    func nextBlock() throws -> UnsafeRawBufferPointer {
        condition.lock()
        defer { condition.unlock() }
        if isReading {
            emptied += 1
            isReading = false
            condition.signal()
        }
        while filled == emptied && !isFinished { condition.wait() }
        guard filled > emptied else {
            if let failure { throw failure }
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        isReading = true
        let block = emptied % blocks.count
        return UnsafeRawBufferPointer(rebasing: blocks[block][..<counts[block]])
    }

    /// Nothing more is wanted; returns when the source is no longer touched.
    func stop() {
        condition.lock()
        isStopped = true
        condition.signal()
        condition.unlock()
        done.wait()
    }

    private func fill() {
        var ending: (any Error)?
        while ending == nil, let block = emptyBlock() {
            // Whole blocks, so that the two threads meet seldom.
            var count = 0
            do {
                while count < blocks[block].count {
                    let target = UnsafeMutableRawBufferPointer(rebasing: blocks[block][count...])
                    let read = try source.read(into: target)
                    guard read > 0 else { break }
                    count += read
                }
            } catch {
                // What was read before it is still handed out.
                ending = error
            }
            guard count > 0 else { break }
            condition.lock()
            counts[block] = count
            filled += 1
            condition.signal()
            condition.unlock()
        }
        condition.lock()
        failure = ending
        isFinished = true
        condition.signal()
        condition.unlock()
        done.signal()
    }

    /// A block to be filled; nil where nothing more is wanted.
    private func emptyBlock() -> Int? {
        condition.lock()
        defer { condition.unlock() }
        while filled - emptied == blocks.count && !isStopped { condition.wait() }
        return isStopped ? nil : filled % blocks.count
    }
}
