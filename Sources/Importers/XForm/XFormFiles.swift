import FileFormats
import Foundation

/// The files of one survey: versions of its form, the newest first, lists of their choices, and the submissions to it.
struct XFormFiles {
    private(set) var forms: [InputFile] = []
    private(set) var lists: [InputFile] = []
    private(set) var submissions: [InputFile] = []
    /// True where only the look of the first submission says that it is one.
    private(set) var isGuess = false

    /// - Parameter file: one file with the others as its companions: forms first, then lists.
    init(_ file: InputFile) {
        var isForm = true
        for file in [file] + file.companions {
            if isForm {
                switch Self.sight(of: file) {
                case .form:
                    forms.append(file)
                    continue
                case .submission(_, let isCertain): isGuess = !isCertain && forms.isEmpty
                case nil where !forms.isEmpty:
                    lists.append(file)
                    continue
                case nil: break
                }
                isForm = false
            }
            submissions.append(file)
        }
    }

    private static func sight(of file: InputFile) -> XFormSight? {
        if let sight = file.mark.flatMap({ XFormSight(mark: $0) }) { return sight }
        return (try? FileByteSource(path: file.path)).map { $0.head(4096) }.flatMap { XFormSight($0) }
    }
}

extension XFormFiles {
    /// Joins forms with the submissions to them, by the form's id; submissions without a form make one survey a form.
    ///
    /// Lists of choices that lie beside a form are read with it, also where nobody named them.
    static func joined(_ files: [InputFile], others: [InputFile], limits: InputLimits) -> [InputFile] {
        var surveys: [Joint] = []
        var byKey: [String: Int] = [:]
        func survey(_ key: String) -> Int {
            if let index = byKey[key] { return index }
            byKey[key] = surveys.count
            surveys.append(Joint())
            return surveys.count - 1
        }
        var folders: [String: Int] = [:]
        let othersByPath = Dictionary(others.map { ($0.standardPath, $0) }, uniquingKeysWith: { first, _ in first })
        for file in files {
            let index: Int
            switch sight(of: file) {
            case .form:
                // A form that cannot be read says so when it is its turn.
                let form = try? XForm(file, limits: limits)
                index = survey(form.map { "form " + $0.key } ?? "file " + file.path)
                surveys[index].forms.append((file, form?.version ?? ""))
                folders[file.mediaFolder] = index
                for list in lists(of: form, in: [file.folder, file.mediaFolder]) {
                    let known = othersByPath[list.standardPath] ?? list
                    if !surveys[index].lists.contains(known) { surveys[index].lists.append(known) }
                }
            case .submission(let key, _):
                index = survey("form " + key)
                surveys[index].submissions.append(file)
            case nil:
                index = survey("file " + file.path)
                surveys[index].submissions.append(file)
            }
            // ODK Collect has a folder for each submission, named like it; Aggregate and Briefcase have one named by its id.
            let own = file.folder.split(separator: "/").last ?? ""
            if own == file.stem || file.stem == "submission" && own.hasPrefix("uuid") { folders[file.folder] = index }
        }
        let lists = Set(surveys.flatMap(\.lists))
        for other in others where !lists.contains(other) {
            if let index = folders[other.folder] { surveys[index].attachments.append(other) }
        }
        return surveys.compactMap(\.file)
    }

    /// The files of choices that a form names, in the first of the folders that has them.
    private static func lists(of form: XForm?, in folders: [String]) -> [InputFile] {
        Set((form?.outsideChoices ?? []).compactMap { XFormChoiceFile.name(inSource: $0.source) }).sorted().compactMap { name in
            folders.map { InputFile(path: $0 + name) }.first { FileManager.default.fileExists(atPath: $0.path) }
        }
    }

    private struct Joint {
        var forms: [(file: InputFile, version: String)] = []
        var lists: [InputFile] = []
        var submissions: [InputFile] = []
        var attachments: [InputFile] = []

        var file: InputFile? {
            let newestFirst = forms.enumerated().sorted { left, right in
                let order = left.element.version.compare(right.element.version, options: .numeric)
                return order == .orderedSame ? left.offset < right.offset : order == .orderedDescending
            }
            let all = newestFirst.map(\.element.file) + lists + submissions
            guard var file = all.first else { return nil }
            file.companions = Array(all.dropFirst())
            file.attachments = attachments
            return file
        }
    }
}

extension InputFile {
    /// Where ODK's programs keep what belongs to a form.
    fileprivate var mediaFolder: String { folder + stem + "-media/" }
    /// The path by which two names of one file are told to be the same.
    fileprivate var standardPath: String { URL(fileURLWithPath: path).standardizedFileURL.path }
}
