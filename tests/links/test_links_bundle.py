"""Evidence bundles: anybody with Python can verify one in an empty folder, and each change to it is named."""

import hashlib
import io
import json
import subprocess
import sys
import tracemalloc
import zipfile

import pytest

from factchecks.links import bundle
from factchecks.links.bundle import Entry, Facts, LedgerFacts, build, of_bytes
from factchecks.links.bundleverifier import event_hash
from factchecks.links.safenames import Names, safe_name

CHAIN = "check:412"


def events():
    prev = hashlib.sha256(f"newsroom:{CHAIN}".encode()).hexdigest()
    for seq, verb in enumerate(("create", "add_source", "publish"), start=1):
        event = {"chain": CHAIN, "seq": seq, "verb": verb, "reason": "Höfe – ja", "details": {"n": seq}, "prev": prev}
        event["hash"] = prev = event_hash(event)
        yield event


def packed(entries=(), lines=None, withheld=0):
    lines = lines if lines is not None else list(events())
    facts = Facts(
        "FC-0412", "2026-11-22T09:30:00Z", LedgerFacts(CHAIN, 3, list(events())[-1]["hash"], withheld), {"a": 1}
    )
    ledger = of_bytes(bundle.LEDGER, "".join(json.dumps(line) + "\n" for line in lines).encode())
    pages = [of_bytes("snapshots/a.warc.gz", b"\x1f\x8bpage"), of_bytes("check.json", b"{}\n")]
    return b"".join(build([ledger, *pages, *entries], facts))


def python(*arguments, cwd):
    done = subprocess.run([sys.executable, "-I", *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


@pytest.fixture
def unpacked(tmp_path):
    """The documented command, in an empty folder."""
    (tmp_path / "evidence.zip").write_bytes(packed())
    assert python("-m", "zipfile", "-e", "evidence.zip", "evidence", cwd=tmp_path) == (0, "")
    return tmp_path / "evidence"


def verify(folder):
    return python("evidence/verify.py", cwd=folder.parent)


def test_the_documented_command_verifies_it(unpacked):
    code, out = verify(unpacked)
    assert code == 0
    assert "FC-0412: all 5 files are as they were" in out
    assert list(events())[-1]["hash"] in out


def test_it_is_documented_inside(unpacked):
    text = (unpacked / "VERIFY.txt").read_text()
    assert "python3 -m zipfile -e evidence.zip evidence\n    python3 -I evidence/verify.py\n" in text


NAMES = ("check.json", "ledger.jsonl", "snapshots/a.warc.gz", "VERIFY.txt", "verify.py")


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_byte_is_found_and_named(unpacked, name):
    data = bytearray((unpacked / name).read_bytes())
    # A blank after the last line, so that the program and the ledger can still be read.
    (unpacked / name).write_bytes(
        bytes(data) + b"\n" if name == "verify.py" else bytes([data[0] ^ 1]) + bytes(data[1:])
    )
    code, out = verify(unpacked)
    assert code == 1
    assert f"{name}: was changed." in out


@pytest.mark.parametrize("name", ["extra.txt", "snapshots/b.txt", "new/.hidden"])
def test_an_added_file_is_found_and_named(unpacked, name):
    (unpacked / name).parent.mkdir(exist_ok=True)
    (unpacked / name).write_bytes(b"")
    assert verify(unpacked) == (1, f"{name}: was added.\n1 faults. This is not what was kept.\n")


@pytest.mark.parametrize("name", ["check.json", "snapshots/a.warc.gz", "ledger.jsonl"])
def test_a_removed_file_is_found_and_named(unpacked, name):
    (unpacked / name).unlink()
    code, out = verify(unpacked)
    assert (code, out.splitlines()[0]) == (1, f"{name}: is missing.")


def test_a_link_in_place_of_a_file_is_found(unpacked, tmp_path):
    (tmp_path / "outside").write_bytes((unpacked / "check.json").read_bytes())
    (unpacked / "check.json").unlink()
    (unpacked / "check.json").symlink_to(tmp_path / "outside")
    (unpacked / "folder").symlink_to(tmp_path)
    code, out = verify(unpacked)
    assert code == 1
    assert "check.json: cannot be read" in out
    assert "folder: was added." in out


@pytest.mark.parametrize("junk", [b"", b"[]", b"{}", b"\xff", b'{"entries": [], "format": "x"}'])
def test_a_damaged_manifest_is_named(unpacked, junk):
    (unpacked / "manifest.json").write_bytes(junk)
    code, out = verify(unpacked)
    assert code == 1
    assert out.startswith("manifest.json: cannot be read")


def forged(change):
    lines = list(events())
    change(lines)
    return lines


def withheld(line):
    return {name: line[name] for name in ("chain", "seq", "prev", "hash")} | {"withheld": True}


FORGERIES = {
    "reason": lambda lines: lines[1].update(reason="other"),
    "with its hash": lambda lines: lines[1].update(reason="x", hash=event_hash(lines[1] | {"reason": "x"})),
    "removed": lambda lines: lines.pop(1),
    "tail": lambda lines: lines.pop(),
    "swapped": lambda lines: lines.reverse(),
    "added": lambda lines: lines.append(lines[2] | {"seq": 4, "prev": lines[2]["hash"], "hash": "0" * 64}),
    "withheld": lambda lines: lines.__setitem__(1, withheld(lines[1])),
    "other chain": lambda lines: lines[1].update(chain="check:1"),
    "no event": lambda lines: lines.__setitem__(1, 7),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_ledger_is_found_even_with_a_new_manifest(tmp_path, name):
    (tmp_path / "evidence.zip").write_bytes(packed(lines=forged(FORGERIES[name])))
    python("-m", "zipfile", "-e", "evidence.zip", "evidence", cwd=tmp_path)
    code, out = verify(tmp_path / "evidence")
    assert code == 1
    assert out.startswith("ledger.jsonl")


def test_a_changed_line_of_the_ledger_is_named_by_its_number(unpacked):
    path = unpacked / "ledger.jsonl"
    path.write_text(path.read_text().replace("add_source", "waive"))
    code, out = verify(unpacked)
    assert code == 1
    assert "ledger.jsonl 2: its content does not match its hash." in out


def test_withheld_events_hold_the_chain_together(tmp_path):
    (tmp_path / "evidence.zip").write_bytes(packed(lines=forged(FORGERIES["withheld"]), withheld=1))
    python("-m", "zipfile", "-e", "evidence.zip", "evidence", cwd=tmp_path)
    code, out = verify(tmp_path / "evidence")
    assert code == 0
    assert "3 events, 1 of them withheld" in out


def test_a_byte_flipped_in_the_zip_is_found(tmp_path):
    data, name = packed(), tmp_path / "evidence.zip"
    (tmp_path / "verify.py").write_bytes(zipfile.ZipFile(io.BytesIO(data)).read("verify.py"))
    for place in range(data.index(b"{}\n") if b"{}\n" in data else 60, len(data) // 2, len(data) // 14):
        name.write_bytes(data[:place] + bytes([data[place] ^ 0x40]) + data[place + 1 :])
        code, out = python("verify.py", "evidence.zip", cwd=tmp_path)
        assert (code, out.count("\n") > 0) == (1, True), place


def test_a_zip_is_verified_without_unpacking_it(tmp_path):
    (tmp_path / "evidence.zip").write_bytes(packed())
    (tmp_path / "verify.py").write_bytes(zipfile.ZipFile(tmp_path / "evidence.zip").read("verify.py"))
    assert python("verify.py", "evidence.zip", cwd=tmp_path)[0] == 0
    (tmp_path / "evidence.zip").write_bytes(b"PK nothing")
    assert python("verify.py", "evidence.zip", cwd=tmp_path)[0] == 2


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_under_one_name_are_found(tmp_path):
    (tmp_path / "evidence.zip").write_bytes(packed())
    with zipfile.ZipFile(tmp_path / "evidence.zip", "a") as archive:
        archive.writestr("check.json", "{}\n")
        (tmp_path / "verify.py").write_bytes(archive.read("verify.py"))
    code, out = python("verify.py", "evidence.zip", cwd=tmp_path)
    assert code == 1
    assert "check.json: stands twice." in out


def test_equal_evidence_gives_equal_bytes():
    assert packed() == packed()


def test_the_manifest_lists_every_file_sorted_with_size_and_hash():
    with zipfile.ZipFile(io.BytesIO(packed())) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        names = [one["name"] for one in manifest["entries"]]
        assert names == sorted(set(archive.namelist()) - {"manifest.json"})
        for one in manifest["entries"]:
            data = archive.read(one["name"])
            assert (one["sha256"], one["size"]) == (hashlib.sha256(data).hexdigest(), len(data))
    assert (manifest["check"], manifest["created_at"], manifest["more"]) == (
        "FC-0412",
        "2026-11-22T09:30:00Z",
        {"a": 1},
    )


HOSTILE = [
    "../../etc/passwd", "/etc/passwd", "..\\..\\x.exe", "C:\\x", "a/../../b", "./.ssh/key", "con", "NUL.txt", "", "...",
    "a\x00b", "a\nb", "‮gnp.exe", "é" * 300 + ".pdf", "x" * 5000, "manifest.json", "VERIFY.py", "verify.py",
    "-rf", "a/./b",
    "Ⅷ/．．/x", "lpt1.", "~/x", "$(id)", "| rm", "a:b", "MANIFEST.JSON",
]  # fmt: skip


def test_hostile_names_stay_inside_and_verify(tmp_path):
    (tmp_path / "evidence.zip").write_bytes(packed([of_bytes(name, name.encode()) for name in HOSTILE * 2]))
    names = zipfile.ZipFile(tmp_path / "evidence.zip").namelist()
    assert len({name.casefold() for name in names}) == len(names) == len(HOSTILE) * 2 + 6
    assert all(name.isascii() and name.isprintable() and len(name) < 250 for name in names)
    assert not [name for name in names for part in name.split("/") if part.strip(".") != part.rstrip(".") or not part]
    python("-m", "zipfile", "-e", "evidence.zip", "evidence", cwd=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["evidence", "evidence.zip"]
    assert verify(tmp_path / "evidence")[0] == 0


@pytest.mark.parametrize(
    ("wanted", "safe"),
    [
        ("files/Bücher 1.pdf", "files/Bucher_1.pdf"),
        ("..", "file"),
        ("aux.txt", "_aux.txt"),
        (".env", "env"),
        ("a//b", "a/b"),
    ],
)
def test_names_are_made_plain(wanted, safe):
    assert safe_name(wanted) == safe


def test_names_that_fall_together_are_numbered():
    names = Names({"manifest.json"})
    assert [names.take(name) for name in ("a.txt", "A.txt", "a.txt", "manifest.json", "dir/b", "dir/B")] == [
        "a.txt", "A-2.txt", "a-3.txt", "manifest-2.json", "dir/b", "dir/B-2",
    ]  # fmt: skip


def test_memory_stays_small_however_large_the_files_are():
    big = Entry("big.pdf", lambda: (bytes(65_536) for _ in range(1600)))
    tracemalloc.start()
    total = sum(
        len(chunk)
        for chunk in build([of_bytes(bundle.LEDGER, b""), big], Facts("FC-1", "", LedgerFacts("", 0, ""), {}))
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert total > 100_000_000
    assert peak < 5_000_000
