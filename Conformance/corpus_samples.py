"""Single facts of the corpus, looked up in what `anker inspect` printed. The rules are those of corpus/EXPECT.md."""
import datetime
import pathlib
import re


def folded(text: str) -> str:
    """Running text: each run of white space is one blank, none at the ends."""
    return " ".join(text.split())


class Rows:
    """The lines of an inspection, without its summary."""

    def __init__(self, lines: list[dict]):
        self.turns = {line["turn"]: line for line in lines if "turn" in line}
        self.answers: dict[tuple[str, str], list[dict]] = {}
        for line in lines:
            if "respondent" in line:
                for name in {line["question"], place(line)}:
                    self.answers.setdefault((line["respondent"], name), []).append(line)
        self.codes = [line for line in lines if "path" in line]
        self.codings = [line for line in lines if "code" in line and "source" in line]
        self.paragraphs = {line["paragraph"]: line["text"] for line in lines if "paragraph" in line}
        self.questions = {line["question"]: line for line in lines if "wording" in line}
        self.entries = {(line["tier"], line["entry"]): line for line in lines if "tier" in line}
        self.cells: dict[str, dict[int, dict]] = {}
        for line in lines:
            if "cells" in line:
                self.cells.setdefault(line["sheet"], {})[line["row"]] = line["cells"]

    def sheet(self, name: str) -> dict[int, dict]:
        return self.cells.get(name, {})

    def summary_sheets(self, summary: dict) -> list[dict]:
        return summary.get("sheets", [])


def place(line: dict) -> str:
    """The question of an answer; inside a repeat its path, in which each element that has others beside it is numbered."""
    steps = line.get("occurrence", "").split("/") if "occurrence" in line else []
    return "/".join(steps + line["question"].split("/")[len(steps):]) if steps else line["question"]


def below_root(path: str) -> str:
    """The path of a form's question as its submissions have it: `/data/region` is `region`."""
    return path.split("/", 2)[2] if path.startswith("/") else path


def find(sample: dict, rows: Rows):
    """True where `sample` is found as it says; else what was found in its place."""
    if "row" in sample and "quote" in sample:
        return find_row(sample, rows)
    if ("code" in sample or "codes" in sample) and "question" not in sample:
        return find_code(sample, rows) if "code" in sample and isinstance(sample["code"], list) else find_codings(sample, rows)
    if "cell" in sample:
        return find_cell(sample, rows)
    if "tier" in sample:
        return find_entry(sample, rows)
    if "turn" in sample:
        return find_turn(sample, rows)
    if "paragraph" in sample:
        return find_paragraph(sample, rows)
    if "absent" in sample or "contains" in sample:
        text = folded(" ".join(rows.paragraphs.values()))
        return ("absent" not in sample or sample["absent"] not in text) and folded(sample.get("contains", "")) in text
    if "respondent" in sample:
        return find_answer(sample, rows)
    question = rows.questions.get(below_root(sample["question"]), {})
    if "wording" in sample:
        found = question.get("wording", {}).get(sample.get("language", ""))
        return found is not None and folded(found) == folded(sample["wording"]) or repr(found)
    labels = question.get("labels", {})
    # Where the file has no codes, any of them may bear the label.
    found = [labels.get(sample["code"], {})] if "code" in sample else list(labels.values())
    texts = [text[sample.get("language", "")] for text in found if sample.get("language", "") in text]
    return any(folded(text) == folded(sample["label"]) for text in texts) or repr(texts)


def find_code(sample: dict, rows: Rows):
    """The code at a path from the top, with its colour or description where the sample has one."""
    for line in rows.codes:
        if line["path"] == sample["code"]:
            colour = sample.get("color", "").lower() in ("", line.get("colour"))
            definition = sample.get("description") in (None, line.get("definition"))
            return colour and definition or repr(line)
    return f"no code at {sample['code']}"


def find_row(sample: dict, rows: Rows):
    """A row of a table of codings."""
    found = {str(cell["value"]) for sheet in rows.cells.values() for cell in sheet.get(sample["row"], {}).values()}
    return {sample["source"], sample["quote"], *sample["codes"]} <= found or repr(found)


def find_codings(sample: dict, rows: Rows):
    """All codes on a passage, the words there, and who coded it."""
    place = [sample.get("lower"), sample.get("upper")]
    # A text that is a project by itself is named after its file.
    names = {sample["source"], pathlib.PurePath(sample["source"]).stem}
    found = [line for line in rows.codings if line["source"] in names and line["range"] == place]
    if not found:
        return f"no coding at {sample['source']} {place}"
    quote = found[0]["quote"]
    words = ("quote" not in sample or quote == sample["quote"]) and quote.startswith(sample.get("quoteStarts", "")) \
        and quote.endswith(sample.get("quoteEnds", ""))
    coders = sample.get("coder", sorted({line.get("coder") for line in found}, key=str))
    coders = coders if isinstance(coders, list) else [coders]
    return words and sorted(line["code"] for line in found) == sorted(sample["codes"]) \
        and sorted({line.get("coder") for line in found}, key=str) == sorted(coders, key=str) or repr(found)


def find_answer(sample: dict, rows: Rows):
    """The answer at the event and in the repeat that the sample names; without one, in the first."""
    # A submission without an id is named after its file.
    respondent = str(sample["respondent"])
    name = pathlib.PurePath(respondent).stem if respondent.endswith(".xml") else respondent
    lines = rows.answers.get((name, sample["question"]), [])
    if "event" in sample:
        lines = [line for line in lines if re.fullmatch(re.escape(sample["event"]) + r"(\[.*?\])?(/.*)?", line.get("occurrence", ""))]
    if "formRepeat" in sample:
        lines = [line for line in lines if f"[{sample['formRepeat']}]" in line.get("occurrence", "")]
    if not lines:
        return "no such answer"
    found = lines[0]["value"]
    return any(same_value(found, value) for value in (sample["value"], sample.get("or", sample["value"]))) or repr(found)


def same_value(found, value) -> bool:
    """Numbers and truths by their value: an inspection prints all single answers as texts."""
    if isinstance(value, bool):
        return found == ("true" if value else "false")
    if isinstance(value, (int, float)) and isinstance(found, str):
        return re.fullmatch(r"-?\d+(\.\d+)?", found) is not None and float(found) == value
    return found == value


def find_cell(sample: dict, rows: Rows):
    column, row = re.fullmatch(r"([A-Z]+)(\d+)", sample["cell"]).groups()
    found = rows.sheet(sample["sheet"]).get(int(row), {}).get(column)
    if found is None:
        return "no cell"
    values = [sample["value"], *([sample["or"]] if "or" in sample else [])]
    if sample["type"] in ("date", "time"):
        same = any(moment(found["value"]) == moment(value) for value in values)
    else:
        same = any(found["value"] == value and isinstance(found["value"], bool) == isinstance(value, bool) for value in values)
    same = same and found["type"] == sample["type"] and found.get("currency") == sample.get("currency")
    return same or repr(found)


def moment(text: str):
    """A date, date and time, or duration of ISO 8601 by its value; the text itself where it is none of them."""
    duration = re.fullmatch(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?", text)
    if duration:
        sign, days, hours, minutes, seconds = duration.groups()
        total = ((int(days or 0) * 24 + int(hours or 0)) * 60 + int(minutes or 0)) * 60 + float(seconds or 0)
        return -total if sign else total
    try:
        found = datetime.datetime.fromisoformat(text)
        return found.isoformat()
    except ValueError:
        return text


def find_entry(sample: dict, rows: Rows):
    found = rows.entries.get((sample["tier"], sample["entry"]))
    if found is None:
        return "no such entry"
    # A time that is not expected is none that may be there.
    same = all(found.get(key) == sample.get(key) for key in ("startMs", "endMs", "atMs"))
    return same and folded(found["text"]) == folded(sample["text"]) or repr(found)


def find_paragraph(sample: dict, rows: Rows):
    text = rows.paragraphs.get(sample["paragraph"])
    if text is None:
        return "no such paragraph"
    text = folded(text)
    if "text" in sample:
        return text in (folded(sample["text"]), folded(sample.get("or", sample["text"]))) or repr(text[:80])
    return framed(text, sample) or [text[:40], text[-40:]]


def framed(text: str, sample: dict) -> bool:
    """Whether `text` begins and ends as the sample says: its first and last 40 characters, of which a blank at the cut was dropped."""
    start, end = folded(sample["textStarts"]), folded(sample["textEnds"])
    return text.startswith(start) and text.endswith(end) and min(len(start), len(end)) >= min(39, len(text))


def find_turn(sample: dict, rows: Rows):
    turn = rows.turns.get(sample["turn"])
    if turn is None:
        return "no such turn"
    text = folded(turn["text"])
    found = {
        "turn": turn["turn"], "cue": turn["cue"], "cues": turn["cues"], "speaker": turn.get("speaker"),
        "startMs": turn.get("startMs"), "endMs": turn.get("endMs"),
    }
    wrong = {key: found[key] for key, value in sample.items() if key in found and value != found[key]}
    start, end = folded(sample["textStarts"]), folded(sample["textEnds"])
    # The first and the last 40 characters; a blank at the cut was dropped.
    if not text.startswith(start) or len(start) < min(39, len(text)):
        wrong["textStarts"] = text[:40]
    if not text.endswith(end) or len(end) < min(39, len(text)):
        wrong["textEnds"] = text[-40:]
    return not wrong or wrong
