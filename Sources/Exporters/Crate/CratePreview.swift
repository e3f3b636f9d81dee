package import StudyModel

/// Writes `ro-crate-preview.html`: what the metadata says, for people.
package enum CratePreview {
    package static func html(of crate: ResearchCrate, in language: Language) -> [UInt8] {
        let blocks = blocks(of: crate) { language == .german ? $0 : $1 }
        return ReportDocument(title: [.name(crate.title)], language: language, studyLanguage: crate.language, blocks: blocks)
            .html()
    }

    private typealias Words = (_ german: String, _ english: String) -> String

    private static func blocks(of crate: ResearchCrate, _ words: Words) -> [ReportDocument.Block] {
        var facts: [(String, ReportDocument.Text)] = [
            (words("Lizenz", "Licence"), [.name(crate.licenseName), " ", .small(crate.license)]),
            (words("Veröffentlicht", "Published"), [.name(crate.datePublished)]),
        ]
        if !crate.authors.isEmpty {
            facts.append((words("Von", "By"), crate.authors.enumerated().flatMap { ($0 == 0 ? [] : ["; "]) + text($1) }))
        }
        if let publisher = crate.publisher { facts.append((words("Herausgegeben von", "Publisher"), text(publisher))) }
        facts.append((words("Studie", "Study"), [.name(crate.study)]))
        let contained = crate.files.filter { $0.path != nil }
        let known = crate.files.filter { $0.path == nil }
        var blocks: [ReportDocument.Block] = [
            .paragraph([.name(crate.about)]), .list(facts.map { [.strong($0), ": "] + $1 }),
        ]
        if !contained.isEmpty {
            blocks += [.heading(2, [.words(words("Dateien", "Files"))]), .table(table(of: contained, words))]
        }
        if !known.isEmpty {
            let note = words(
                "Diese Dateien liegen nicht hier. An ihrem SHA-256 ist zu erkennen, ob eine Datei dieselbe ist.",
                "These files do not lie here. By its SHA-256 a file is known to be the same.")
            blocks += [
                .heading(2, [.words(words("Dateien, die bekannt sind", "Files that are known"))]), .note([.words(note)]),
                .table(table(of: known, words)),
            ]
        }
        let steps = crate.steps.map { step -> [ReportDocument.Text] in
            let names = [step.inputs, step.outputs].map { places in
                places.enumerated().flatMap {
                    ($0 == 0 ? [] : [.lineBreak]) + [ReportDocument.Inline.name(crate.files[$1].name)]
                }
            }
            return [[.name(step.name), .lineBreak, .command(step.command)], names[0], names[1]]
        }
        blocks += [
            .heading(2, [.words(words("Schritte", "Steps"))]),
            .table(
                .init(
                    columns: [
                        (words("Schritt", "Step"), false), (words("gelesen", "read"), false),
                        (words("geschrieben", "written"), false),
                    ], rows: steps)),
        ]
        return blocks
    }

    private static func table(of files: [ResearchCrate.File], _ words: Words) -> ReportDocument.Table {
        .init(
            columns: [(words("Datei", "File"), false), ("Bytes", true), ("SHA-256", false)],
            rows: files.map { file in
                [[.name(file.path ?? file.name)], [.words(file.size.map(String.init) ?? "–")], [.small(file.hash.description)]]
            })
    }

    private static func text(_ party: ResearchCrate.Party) -> ReportDocument.Text {
        [.name(party.name)] + (party.address.map { [" ", .small($0)] } ?? [])
    }
}
