"""Studies for checks of what goes out and comes back: the invented one of the demo, random ones, and all that a study prints of itself."""
import json
import pathlib
import random
import shutil
import sqlite3
import zipfile

from common import run

HERE = pathlib.Path(__file__).resolve().parent
PIECES = ["Der Dorfplatz lebt", "👍🏽", "👩‍👩‍👧", "e\u0301té", "naïve", "مرحبا بالعالم", "שלום", "]]>", "<b>&amp;</b>", "„Ja“", "\"'", "\t", "\n", "\n\n", " ", ". ",
          "𝒳𐍈", "\u200f", "中文", "Straße", "\u00a0", "\u2028", "\u0085", "I: ", "B: "]


class Made:
    """A study made by command, with its codings as the program lists them."""

    def __init__(self, anker: str, folder: pathlib.Path, seed: int):
        self.anker, self.folder = anker, folder
        self.study = folder / "study.anker"
        self.chance = random.Random(seed)

    def do(self, *arguments, stdin: str = "") -> str:
        done = run([self.anker, *arguments, "--study", self.study], stdin=stdin.encode())
        if done.status != 0:
            raise SystemExit(f"anker {' '.join(map(str, arguments))}: {done.err[:500]}")
        return done.out

    def text(self) -> str:
        return "".join(self.chance.choice(PIECES) for _ in range(self.chance.randint(20, 200))) + "Ende."

    def name(self, number: int) -> str:
        """The same name for the same number."""
        pieces = random.Random(number)
        return f"x{''.join(pieces.choice(PIECES).strip() for _ in range(3))} {number}"

    def timed(self) -> pathlib.Path:
        """A transcript with two who speak at the same time, one of the two without a name."""
        lines, start = ["WEBVTT"], 0
        for number in range(self.chance.randint(2, 9)):
            start += self.chance.randint(0, 4000)
            stamps = [f"00:{ms // 60000:02}:{ms // 1000 % 60:02}.{ms % 1000:03}" for ms in (start, start + self.chance.randint(1, 6000))]
            words = self.chance.choice(["Ja, 👍🏽 da.", "naïve", "Straße 𝒳𐍈", "Gut."]) + f" {number}"
            lines += ["", " --> ".join(stamps), f"<v Zoë>{words}" if number % 2 else words]
        path = self.folder / "t0.vtt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def document(self) -> pathlib.Path:
        """A document of Word."""
        paragraphs = "".join(f"<w:p><w:r><w:t>{self.chance.choice(['Café 👍🏽', 'Ende.', 'I: Wie?', 'B: So, 中文.'])} {number}</w:t></w:r></w:p>"
                             for number in range(self.chance.randint(3, 9)))
        path = self.folder / "w0.docx"
        with zipfile.ZipFile(path, "w") as package:
            # A part by its name alone would get the time of now.
            package.writestr(zipfile.ZipInfo("_rels/.rels"), '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
                             'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
                             "</Relationships>")
            package.writestr(zipfile.ZipInfo("word/document.xml"), '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                             f"<w:body>{paragraphs}</w:body></w:document>")
        return path

    def fill(self, *, backwards: bool = False):
        """The same study for the same seed; its sources come in from the last to the first where asked for."""
        chance = self.chance
        codes = [{"name": self.name(number), "codable": "false" if number == 0 else "true", "findings": {"F1": "supporting"} if number % 2 else {},
                  "definition": {"de": self.text()}, "example": {"de": "]]> & <x>"}} for number in range(6)]
        tree = [{**codes[0], "codes": codes[1:4]}, *codes[4:]]
        (self.folder / "book.yaml").write_text(json.dumps({
            "codebook": "b", "languages": ["de"], "findings": [{"id": "F1", "claim": {"de": "so"}}], "codes": tree,
            "tieKinds": [{"name": "kennt", "directed": "true"}],
        }, ensure_ascii=False), encoding="utf-8")
        run([self.anker, "init", self.study, "--codebook", self.folder / "book.yaml", "--quiet", "--coder", "AB"])
        paths = [self.timed(), self.document(), *(self.folder / f"q{number}.txt" for number in range(3))]
        for path in paths[2:]:
            path.write_bytes(self.text().encode())
        for path in reversed(paths) if backwards else paths:
            self.do("import", path, *([] if path in paths[:2] else ["--case", "q{Nr}=Fall {Nr} & <x>"]), "--quiet")
        sources = [path.stem for path in paths]
        lines = []
        lengths = {line["source"]: line["characterCount"] for line in map(json.loads, self.do("sources", "list", "--json").split("\n")[:-1])}
        for source, length in sorted(lengths.items()):
            for _ in range(chance.randint(3, 30)):
                lower = chance.randrange(length)
                lines.append({"source": source, "range": [lower, chance.randint(lower + 1, min(length, lower + 60))],
                              "codes": [code["name"] for code in chance.sample(codes[1:], chance.randint(1, 3))],
                              "coder": chance.choice(["AB", "CD", "Zoë & <Co>"])})
        self.do("code", "--from", "-", "--quiet", stdin="\n".join(json.dumps(line, ensure_ascii=False) for line in lines))
        for target in [], ["--source", sources[0]], ["--code", codes[1]["name"]], ["--source", sources[1], "--at", "0..<3"]:
            self.do("memo", "add", *target, "--text", self.text(), "--quiet")
        self.do("memo", "add", "--code", codes[2]["name"], "--text", f"siehe [[{sources[1]}]] und [[code:{codes[1]['name']}]]", "--quiet")
        for number in (201, 202):
            self.do("actor", "add", self.name(number), "--quiet")
        ties = [{"from": self.name(201), "to": self.name(202), "kind": "kennt", "evidence": [{"source": sources[0], "range": [0, 5]}]}]
        self.do("tie", "add", "--from", "-", "--quiet", stdin="\n".join(json.dumps(line, ensure_ascii=False) for line in ties))


def ostharz(anker: str, folder: pathlib.Path, *, backwards: bool = False) -> pathlib.Path:
    """The invented study with all that a study may hold: surveys, ties, mentions, values, an edited source, saved queries.

    Its interviews and surveys come in from the last to the first where asked for.
    """
    study, fixtures = folder / "ostharz.anker", HERE.parent / "Fixtures/ostharz"

    def do(*arguments, stdin: str = ""):
        done = run([anker, *arguments, "--study", study], stdin=stdin.encode())
        if done.status != 0:
            raise SystemExit(f"anker {' '.join(map(str, arguments))}: {done.err[:500]}")
        return done.out

    run([anker, "init", study, "--codebook", HERE.parent / "Codebooks/vier-erkenntnisse.yaml", "--quiet"])
    do("actor", "add", "--from", fixtures / "actors.jsonl", "--quiet")
    imports = [*([path, "--case", "interview-{Nr}=Initiative {Nr}"] for path in sorted((fixtures / "interviews").iterdir())),
               [fixtures / "survey.ods", "--map", fixtures / "survey-map.yaml"], [fixtures / "netzwerkbefragung.lsa"]]
    for arguments in reversed(imports) if backwards else imports:
        do("import", *arguments, "--quiet")
    do("code", "--from", fixtures / "codings.jsonl", "--quiet")
    do("tie", "add", "--from", fixtures / "ties.jsonl", "--quiet")
    for target in [], ["--source", "interview-01"], ["--code", "Begegnungsort"], ["--source", "interview-02", "--at", "0..<9"]:
        do("memo", "add", *target, "--text", "siehe [[interview-01]], [[code:Begegnungsort]] und [[nirgends]]", "--quiet")
    do("query", "save", "treff", "Begegnungsort", "--quiet")
    do("attributes", "set", "Initiative 1", "Gründung=2019", "Fläche=12.0", "--quiet")
    # An edit takes words away, so that a passage is lost and others move.
    path = next((fixtures / "interviews").glob("interview-03.*"))
    text = path.read_text(encoding="utf-8")
    (folder / path.name).write_text(text[:400] + text[900:], encoding="utf-8")
    # Passages that are lost are told by the exit status.
    run([anker, "sources", "update", folder / path.name, "--quiet", "--study", study])
    return study


def every(anker: str, temporary: str):
    """12 random studies and that of the demo, each with a folder to work in and what it is called in messages."""
    for seed in range(12):
        folder = pathlib.Path(temporary) / f"work-{seed}"
        folder.mkdir()
        made = Made(anker, folder, seed)
        made.fill()
        yield made.study, folder, f"random study {seed}"
    folder = pathlib.Path(temporary) / "demo"
    folder.mkdir()
    yield ostharz(anker, folder), folder, "ostharz"


def cues(study: pathlib.Path, newest: bool = True) -> list[tuple]:
    """Each cue of the newest texts with its times, or of all."""
    with sqlite3.connect(f"file:{study}?mode=ro", uri=True) as db:
        return db.execute(f"""SELECT s.name, r.number, c.lower, c.upper, c.startMs, c.endMs FROM cue c JOIN revision r ON r.id = c.revision
            JOIN source s ON s.id = r.source WHERE s.name IS NOT NULL
            AND ({not newest} OR r.number = (SELECT max(number) FROM revision WHERE source = s.id)) ORDER BY 1, 2, 3""").fetchall()


def tables(anker: str, study: pathlib.Path) -> dict[str, str]:
    """All that a study prints of itself."""
    folder = study.parent / f"{study.stem}-csv"
    shutil.rmtree(folder, ignore_errors=True)
    run([anker, "export", "csv", folder, "--quiet", "--study", study])
    printed = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    for arguments in (["codings", "--json"], ["codebook", "export"], ["memo", "list", "--json"], ["cases", "--json"], ["actor", "list", "--json"],
                      ["ties", "--json"], ["attributes", "list", "--json"], ["query", "list", "--json"], ["sources", "--json"]):
        printed[" ".join(arguments)] = run([anker, *arguments, "--study", study]).out
    printed["cues"] = str(cues(study, newest=False))
    return printed
