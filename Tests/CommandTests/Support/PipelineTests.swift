import Foundation
import Testing

@testable import Commands

struct PipelineTests {
    private struct Broken: Error {}

    @Test func handsOverEverythingInOrder() throws {
        let numbers = try pipelined(capacity: 3) { (send: (Int) throws -> Void) in
            for number in 0..<1000 { try send(number) }
        } consume: { next in
            var numbers: [Int] = []
            while let number = try next() { numbers.append(number) }
            return numbers
        }
        #expect(numbers == Array(0..<1000))
    }

    @Test func anErrorOfTheProducerComesOutBehindWhatItSent() {
        var received: [Int] = []
        #expect(throws: Broken.self) {
            try pipelined(capacity: 8) { (send: (Int) throws -> Void) in
                try send(1)
                try send(2)
                throw Broken()
            } consume: { next in
                while let number = try next() { received.append(number) }
            }
        }
        #expect(received == [1, 2])
    }

    /// The producer has far more than the channel holds, and must not wait for ever.
    @Test func aConsumerThatFailsEndsTheProducer() {
        #expect(throws: Broken.self) {
            try pipelined(capacity: 2) { (send: (Int) throws -> Void) in
                for number in 0..<100_000 { try send(number) }
            } consume: { next in
                _ = try next()
                throw Broken()
            }
        }
    }

    @Test func aConsumerMayStopEarly() throws {
        let first = try pipelined(capacity: 2) { (send: (Int) throws -> Void) in
            for number in 0..<100_000 { try send(number) }
        } consume: { next in
            try next()
        }
        #expect(first == 0)
    }

    @Test func aChannelThatIsClosedTakesNothing() throws {
        let channel = BoundedChannel<Int>(capacity: 1)
        channel.close()
        #expect(throws: BoundedChannel<Int>.Closed.self) { try channel.send(1) }
    }

    @Test func aChannelThatIsFinishedGivesWhatItHolds() throws {
        let channel = BoundedChannel<Int>(capacity: 2)
        try channel.send(1)
        try channel.send(2)
        channel.finish()
        #expect(channel.receive() == 1)
        #expect(channel.receive() == 2)
        #expect(channel.receive() == nil)
    }
}
