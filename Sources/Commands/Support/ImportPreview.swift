import FileFormats
import Importers
import StudyModel

/// What an import would add; nothing is changed, and no study is needed.
struct ImportPreview {
    let options: ImportOptions
    let pattern: CasePattern?
    let skipping: Bool
    let report: ImportReport

    func run(_ list: ImportList) throws {
        list.leftOut.forEach(Output.report)
        var maps = 0
        for item in list.items {
            do {
                switch item.format {
                case .transcript(let format):
                    var transcript = try format.read(item.file, options: options)
                    let caseName = pattern?.caseName(of: item.file, reporting: &transcript.diagnostics)
                    report.add(transcript, of: item.file, as: item.file.stem, caseName: caseName)
                case .survey(let format):
                    let map = try options.map ?? format.guessedMap(item.file, options: options)
                    if report.json {
                        report.add(map, of: item.file)
                    } else {
                        try show(map, of: item.file, isFirst: maps == 0)
                        maps += 1
                    }
                }
            } catch let refusal as Refusal where skipping {
                report.leaveOut(refusal)
            }
        }
        try report.print()
    }

    /// A map goes to standard output, so that it can be kept as a file; what is said about it does not.
    private func show(_ map: SurveyMap, of file: InputFile, isFirst: Bool) throws {
        report.say(.note(at: file.place(), "would be read by this map", remedy: "edit it, and give it back with --map"))
        // Several maps are several documents of YAML.
        try Output.write(Array(((isFirst ? "" : "---\n") + map.yaml).utf8))
    }
}
