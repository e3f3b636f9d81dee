/// Takes the bytes of a file block by block, in the order in which they stand in it.
package typealias ByteSink = (_ block: [UInt8]) throws -> Void
