/// LimeSurvey documents about villages that do not exist.
enum InventedSurvey {
    static func row(_ cells: [(String, String)]) -> String {
        "<row>" + cells.map { "<\($0.0)><![CDATA[\($0.1)]]></\($0.0)>" }.joined() + "</row>"
    }

    static func table(_ name: String, _ rows: [[(String, String)]]) -> String {
        "<\(name)><rows>" + rows.map(row).joined(separator: "\n") + "</rows></\(name)>"
    }

    static func document(_ type: String, version: Int, _ tables: [String]) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document><LimeSurveyDocType>\(type)</LimeSurveyDocType>"
            + "<DBVersion>\(version)</DBVersion><languages><language>de</language></languages>\n"
            + tables.joined(separator: "\n") + "</document>"
    }

    /// Survey 77 in the form of database version 605: groups 1 and 2, of which 2 comes first.
    static var structure: String {
        func question(_ id: Int, _ type: String, _ title: String, group: Int = 1, order: Int, other: String = "N") -> [(
            String, String
        )] {
            [
                ("qid", "\(id)"), ("parent_qid", "0"), ("sid", "77"), ("gid", "\(group)"), ("type", type), ("title", title),
                ("other", other), ("question_order", "\(order)"), ("scale_id", "0"),
            ]
        }
        func part(_ id: Int, of parent: Int, _ title: String, order: Int, scale: Int = 0) -> [(String, String)] {
            [
                ("qid", "\(id)"), ("parent_qid", "\(parent)"), ("sid", "77"), ("gid", "1"), ("type", "T"), ("title", title),
                ("other", "N"), ("question_order", "\(order)"), ("scale_id", "\(scale)"),
            ]
        }
        func text(_ id: Int, _ text: String, _ language: String = "de") -> [(String, String)] {
            [("qid", "\(id)"), ("question", text), ("language", language)]
        }
        func choice(_ id: Int, of question: Int, _ code: String, order: Int, scale: Int = 0) -> [(String, String)] {
            [("aid", "\(id)"), ("qid", "\(question)"), ("code", code), ("sortorder", "\(order)"), ("scale_id", "\(scale)")]
        }
        func label(_ id: Int, _ text: String, _ language: String = "de") -> [(String, String)] {
            [("aid", "\(id)"), ("answer", text), ("language", language)]
        }
        return document(
            "Survey", version: 605,
            [
                table(
                    "answers",
                    [
                        choice(1, of: 20, "A2", order: 2), choice(2, of: 20, "A1", order: 1), choice(3, of: 50, "x", order: 1),
                        choice(4, of: 50, "y", order: 1, scale: 1), choice(5, of: 60, "r1", order: 1),
                        choice(6, of: 60, "r2", order: 2), choice(7, of: 60, "r3", order: 3),
                    ]),
                table(
                    "answer_l10ns",
                    [
                        label(1, "regional"), label(2, "lokal"), label(2, "local", "en"), label(3, "oft"), label(4, "wichtig"),
                        label(5, "Rang eins"), label(6, "Rang zwei"), label(7, "Rang drei"),
                    ]),
                table("groups", [[("gid", "1"), ("group_order", "2")], [("gid", "2"), ("group_order", "1")]]),
                table(
                    "questions",
                    [
                        question(20, "L", "Reichweite", order: 2, other: "Y"), question(10, "T", "Wandel", order: 1),
                        question(30, "P", "Partner", order: 3, other: "Y"), question(40, ";", "Tabelle", order: 4),
                        question(50, "1", "Doppelt", order: 5), question(60, "R", "Rangfolge", order: 6),
                        question(70, "X", "Hinweis", order: 7), question(80, "N", "Zahl", group: 2, order: 1),
                    ]),
                table(
                    "subquestions",
                    [
                        part(32, of: 30, "SQ2", order: 2), part(31, of: 30, "SQ1", order: 1), part(41, of: 40, "Y1", order: 1),
                        part(42, of: 40, "X1", order: 1, scale: 1), part(43, of: 40, "X2", order: 2, scale: 1),
                        part(51, of: 50, "D1", order: 1),
                    ]),
                table(
                    "question_l10ns",
                    [
                        text(10, "<p>Was <b>&auml;ndert</b> sich in {TOKEN:ATTRIBUTE_1}?</p>"), text(10, "What changes?", "en"),
                        text(20, "Reichweite?"), text(30, "Mit wem?"), text(31, "Gemeinde"), text(32, "Schule"),
                        text(40, "Raster"), text(41, "Zeile"), text(42, "links"), text(43, "rechts"), text(50, "Zweimal"),
                        text(51, "Fest"), text(60, "Ordnen Sie"), text(70, "Nur zum Lesen"), text(80, "Wie viele?"),
                    ]),
                table("question_attributes", [[("qid", "60"), ("attribute", "max_subquestions"), ("value", "2")]]),
                table("surveys", [[("sid", "77"), ("language", "de"), ("additional_languages", "en")]]),
                table(
                    "surveys_languagesettings",
                    [[("surveyls_language", "de"), ("surveyls_title", "Dörfer &amp; Räume")]]),
            ])
    }

    static let fields = [
        "id", "token", "submitdate", "seed", "77X2X80", "77X1X10", "77X1X20", "77X1X20other", "77X1X30SQ1",
        "77X1X30SQ1comment", "77X1X30SQ2", "77X1X30SQ2comment", "77X1X30other", "77X1X30othercomment", "77X1X40Y1_X1",
        "77X1X40Y1_X2", "77X1X50D1#0", "77X1X50D1#1", "77X1X601", "77X1X602",
    ]

    static func responses(_ rows: [[(String, String)]], fields: [String] = fields) -> String {
        let names = fields.map { "<fieldname>\($0)</fieldname>" }.joined()
        return document(
            "Responses", version: 605,
            ["<responses><fields>\(names)</fields><rows>" + rows.map(row).joined(separator: "\n") + "</rows></responses>"])
    }
}
