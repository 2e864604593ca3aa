"""What the source must not hold: code made of data, a shell, a broken hash, a parser of XML from outside."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [path for folder in ("factchecks", "newsroom") for path in sorted((ROOT / folder).rglob("*.py"))]
CALLS = {
    "eval",
    "exec",
    "os.system",
    "os.popen",
    "subprocess.getoutput",
    "pickle.loads",
    "pickle.load",
    "marshal.loads",
}
CALLS |= {"hashlib.md5", "hashlib.new", "yaml.load"}
IMPORTS = {"pickle", "shelve", "marshal", "xml.sax", "xml.dom", "defusedxml", "xmltodict", "yaml"}


def name_of(node):
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def faults(source):
    """What of it is there, one name each."""
    for node in ast.walk(ast.parse(source)):
        if name_of(node) in CALLS:
            yield name_of(node)
        if isinstance(node, ast.Call) and any(one.arg == "shell" for one in node.keywords):
            yield "shell"
        if name_of(node) == "hashlib.sha1" and "usedforsecurity=False" not in ast.unparse(node):
            yield "hashlib.sha1"
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name in IMPORTS)
        if isinstance(node, ast.ImportFrom) and node.module in IMPORTS:
            yield node.module
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("ET.fromstring", "ET.parse", "ET.XMLParser"):
            yield "xml"


@pytest.mark.parametrize(
    "line",
    ["eval(x)", "import os; os.system(x)", "import subprocess; subprocess.run(x, shell=True)", "import pickle",
     "import hashlib; hashlib.md5(x)", "import hashlib; hashlib.sha1(x)", "from xml.dom import minidom",
     "ET.fromstring(x)"],
)  # fmt: skip
def test_each_of_them_would_be_found(line):
    assert list(faults(line))


def test_none_of_them_is_there():
    assert {str(path.relative_to(ROOT)): found for path in SOURCES if (found := list(faults(path.read_text())))} == {}


def test_a_shell_is_started_in_one_place_with_words_of_our_own():
    shells = [path for path in SOURCES if re.search(r'"/bin/(ba)?sh"|"(ba)?sh",', path.read_text())]
    assert [path.name for path in shells] == ["children.py"]
    assert '["/bin/sh", "-c", WATCH]' in shells[0].read_text()


def test_the_image_holds_what_is_named_and_no_history():
    copied = [line.split()[1:-1] for line in (ROOT / "Dockerfile").read_text().splitlines() if line.startswith("COPY")]
    assert copied
    assert not {".", "./", ".git", "*", "tests"} & {one for line in copied for one in line}
    assert ".git" in (ROOT / ".dockerignore").read_text().splitlines()


SINKS = re.compile(
    r"(inner|outer)HTML\s*\+?=[^=]|insertAdjacentHTML|document\.write|setHTML|createContextualFragment|srcdoc"
    r"|\beval\(|new Function|setTimeout\(\s*[\"'`]|javascript:"
)


@pytest.mark.parametrize(
    "line",
    ["a.innerHTML = text", "a.innerHTML += text", "a.insertAdjacentHTML('x', y)", "eval(text)", "document.write(x)"],
)
def test_each_way_to_make_words_into_a_page_would_be_found(line):
    assert SINKS.search(line)


def test_scripts_put_no_words_into_a_page_as_html():
    scripts = sorted((ROOT / "static" / "js").glob("*.js"))
    assert scripts
    assert [path.name for path in scripts if SINKS.search(path.read_text())] == []
