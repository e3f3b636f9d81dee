import Commands
import Foundation

// Usage: ManPages FOLDER [PAGE…]: writes the manual pages to FOLDER, with examples out of pages in Markdown.
let arguments = CommandLine.arguments.dropFirst()
guard let folder = arguments.first else {
    FileHandle.standardError.write(Data("usage: ManPages FOLDER [PAGE…]\n".utf8))
    exit(64)
}
let pages = try ManualPages.pages(examples: arguments.dropFirst().map { try String(contentsOfFile: $0, encoding: .utf8) })
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
for page in pages {
    try page.text.write(toFile: "\(folder)/\(page.file)", atomically: true, encoding: .utf8)
}
