extension Language {
    /// Words of the program on charts and tables, in German as in `Docs/Vocabulary.md`.
    static let germanWords: [String: String] = [
        // What is counted.
        "codings": "Codierungen", "passages": "Stellen", "sources": "Quellen", "cases": "Fälle", "coders": "Codierende",
        "respondents": "Befragte", "turns": "Redebeiträge", "paragraphs": "Absätze", "characters": "Zeichen", "words": "Wörter",
        "units": "Einheiten", "count": "Anzahl", "total": "gesamt", "events": "Treffen",
        // What rows and columns are.
        "code": "Code", "code_1": "Code 1", "code_2": "Code 2", "parent": "Obercode", "depth": "Ebene", "case": "Fall",
        "source": "Quelle", "coder": "wer codiert", "finding": "Erkenntnis", "role": "Rolle", "speaker": "wer spricht",
        "row": "Zeile", "column": "Spalte", "word": "Wort", "place": "Stelle", "turn": "Redebeitrag", "range": "Bereich",
        "quote": "Zitat", "lower": "von", "upper": "bis", "paragraph": "Absatz", "overlap": "Überlappung",
        "interviewer": "interviewt", "respondent": "befragt", "other": "andere",
        // With the codes below.
        "all_codings": "Codierungen, mit Untercodes", "all_passages": "Stellen, mit Untercodes",
        "all_sources": "Quellen, mit Untercodes", "all_cases": "Fälle, mit Untercodes",
        "all_coders": "Codierende, mit Untercodes",
        // Shares.
        "row percent": "Zeilenprozent", "column percent": "Spaltenprozent", "total percent": "Gesamtprozent",
        "row_total": "Zeilensumme", "column_total": "Spaltensumme", "row_percent": "Zeilenprozent",
        "column_percent": "Spaltenprozent", "total_percent": "Gesamtprozent", "characters_percent": "Zeichen in %",
        "words_percent": "Wörter in %", "percent of the words": "Prozent der Wörter", "per_1000": "je 1000",
        // Measures and tests.
        "touching_1": "berührend 1", "touching_2": "berührend 2", "jaccard": "Jaccard", "c_coefficient": "C-Koeffizient",
        "dice": "Dice", "cosine": "Kosinus", "lift": "Lift", "pmi": "PMI", "npmi": "NPMI", "phi": "Phi",
        "chi_square": "Chi-Quadrat", "cramers_v": "Cramérs V", "fisher_p": "p nach Fisher", "odds_ratio": "Odds-Ratio",
        "odds_low": "Odds-Ratio von", "odds_high": "Odds-Ratio bis", "remark": "Anmerkung",
        "nothing to compare": "nichts zu vergleichen", "an expected count is below 5": "eine erwartete Anzahl unter 5",
        "an expected count is below 5, and the exact test is too large":
            "eine erwartete Anzahl unter 5, der exakte Test zu groß",
        "units stand in several cells": "Einheiten in mehreren Zellen",
        "together": "gemeinsam", "expected": "erwartet", "log_likelihood": "Log-Likelihood",
        "mutual_information": "Transinformation",
        // Agreement.
        "overall": "im Mittel", "all": "alle", "some": "einige", "none": "niemand", "prevalence": "Anteil",
        "percent": "Prozent",
        "kappa": "Kappa", "fleiss": "Fleiss’ Kappa", "ac1": "AC1", "alpha": "Alpha", "alpha_u": "Alpha-u",
        "cu_alpha": "cu-Alpha",
        "undefined": "nicht bestimmt", "given by": "vergeben von", "given_by": "vergeben von", "not by": "nicht von",
        "not_by": "nicht von", "instead": "stattdessen",
        // Who and what is in no category.
        "(no case)": "(kein Fall)", "(no finding)": "(keine Erkenntnis)", "(nobody)": "(niemand)", "(unknown)": "(unbekannt)",
        "(no value)": "(kein Wert)", "(no answer)": "(keine Antwort)", "(not shown)": "(nicht gezeigt)",
        "(none ticked)": "(nichts angekreuzt)", "(against)": "(dagegen)",
    ]
}
