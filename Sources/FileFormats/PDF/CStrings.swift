import Foundation

/// Words as `posix_spawn` takes them, ended by a null pointer.
package final class CStrings {
    package private(set) var pointers: [UnsafeMutablePointer<CChar>?]

    package init(_ words: [String]) { pointers = words.map { strdup($0) } + [nil] }

    deinit { pointers.forEach { free($0) } }
}
