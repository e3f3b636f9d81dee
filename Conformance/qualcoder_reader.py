"""Reads a `.qdpx` with QualCoder's own import (`src/qualcoder/refi.py`), without a window: its dialogs are stood in for.

Prints what stands in QualCoder's database afterwards, as JSON.
usage: qualcoder_reader.py REFI_PY PACKAGE FOLDER
"""
import builtins
import importlib.util
import json
import pathlib
import sqlite3
import sys
import types

# The tables of QualCoder's `__main__.py` (database v13) that the import writes to, with their constraints.
TABLES = """
CREATE TABLE project (databaseversion text, date text, memo text, about text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text,
  av_text_id integer, risid integer, unique(name));
CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, date text,
  unique(fid,pos0,pos1,owner));
CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text, owner text,
  unique(name,attr_type,id));
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text, date text, memo text);
CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text, constraint ucm unique(name));
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer, unique(name));
CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text,
  memo text, avid integer, important integer, unique(cid,fid,pos0,pos1,owner));
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text, supercid integer,
  unique(name));
CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text, unique(name));
"""


class Anything:
    """Takes every call and has every attribute, as a dialog that nobody sees."""

    def __init__(self, *_, **__):
        pass

    def __getattr__(self, _name):
        return Anything()

    def __call__(self, *_, **__):
        return Anything()


class Log:
    """QualCoder's pane of messages, and the boxes that it shows."""

    lines: list = []

    def append(self, line):
        self.lines.append(line)


def message(_app, title, text, kind=""):
    Log.lines.append(f"{title}: {text}")
    return Anything()


def load(path: str, package: str):
    """QualCoder's module, with what it imports of Qt and of the rest of QualCoder stood in for."""
    chooser = type("QFileDialog", (Anything,), {"getOpenFileName": staticmethod(lambda *_, **__: (package, True)), "Option": Anything()})
    stand_ins = {
        "PyQt6": {"QtWidgets": Anything(), "QtCore": Anything()},
        "qualcoder": {"__path__": []},
        "qualcoder.color_selector": {"colors": ["#ffffff"] * 120, "color_matcher": lambda color: color},
        "qualcoder.GUI": {"__path__": []},
        "qualcoder.GUI.ui_dialog_refi_export_endings": {"Ui_Dialog_refi_export_line_endings": Anything},
        "qualcoder.helpers": {"Message": message},
        "vlc": {},
    }
    for name, members in stand_ins.items():
        module = types.ModuleType(name)
        module.__dict__.update(members)
        sys.modules[name] = module
    widgets = types.ModuleType("PyQt6.QtWidgets")
    widgets.QFileDialog, widgets.QProgressDialog = chooser, Anything
    # Classes of the export are built upon it.
    widgets.QDialog = type("QDialog", (), {})
    sys.modules["PyQt6"].QtWidgets = widgets
    builtins._ = lambda text: text
    spec = importlib.util.spec_from_file_location("qualcoder.refi", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["qualcoder.refi"] = module
    spec.loader.exec_module(module)
    return module


def main() -> int:
    path, package, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    module = load(path, package)
    (folder / "documents").mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES)
    connection.execute("insert into project values ('v13', '', '', '')")
    app = types.SimpleNamespace(
        conn=connection, settings={"directory": str(folder), "codername": "default", "ai_enable": "False"}, project_path=str(folder),
        write_config_ini=lambda *_: None, ai_models=[], project_events=None)
    module.RefiImport(app, Log(), "qdpx")
    connection.row_factory = sqlite3.Row
    tables = {name: [dict(row) for row in connection.execute(f"select * from {name}")] for name in (
        "source", "annotation", "attribute_type", "attribute", "cases", "code_cat", "code_text", "code_name", "journal")}
    print(json.dumps({"tables": tables, "messages": Log.lines}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
