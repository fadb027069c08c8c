"""Catalogues as text (``.po``): read them, and write them back in the same order."""

import ast
from dataclasses import dataclass, field
from pathlib import Path

HEADER = """msgid ""
msgstr ""
"Language: es\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
Key = tuple[str, str]


@dataclass
class Entry:
    """One sentence with its context, its plural and what they are in the other language."""

    msgid: str
    context: str = ""
    plural: str = ""
    texts: list[str] = field(default_factory=list)
    fuzzy: bool = False

    @property
    def key(self) -> Key:
        """Return what makes a sentence one of a kind: its context and its words."""
        return (self.context, self.msgid)

    @property
    def is_complete(self) -> bool:
        """Return whether every form of the sentence is translated."""
        return len(self.texts) == (2 if self.plural else 1) and all(self.texts)


def read(path: Path) -> dict[Key, Entry]:
    """Return the sentences of one catalogue, without its header; none if it does not exist."""
    found: dict[Key, Entry] = {}
    if not path.exists():
        return found
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        entry = _entry(block)
        if entry is not None and entry.msgid:
            found[entry.key] = entry
    return found


def _entry(block: str) -> Entry | None:
    """Read the lines of one sentence."""
    parts: dict[str, str] = {}
    name, fuzzy = "", False
    for line in block.splitlines():
        if line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
        elif line.startswith('"') and name:
            parts[name] += ast.literal_eval(line)
        elif line.startswith("msg"):
            name, _space, text = line.partition(" ")
            parts[name] = ast.literal_eval(text)
    if "msgid" not in parts:
        return None
    texts = [parts[key] for key in sorted(parts) if key.startswith("msgstr")]
    return Entry(
        parts["msgid"], parts.get("msgctxt", ""), parts.get("msgid_plural", ""), texts, fuzzy
    )


def write(path: Path, entries: list[Entry]) -> None:
    """Write a catalogue; the same sentences give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([HEADER, *map(_lines, entries)]), encoding="utf-8")


def _lines(entry: Entry) -> str:
    rows = ["#, fuzzy"] if entry.fuzzy else []
    if entry.context:
        rows.append(f"msgctxt {quoted(entry.context)}")
    rows.append(f"msgid {quoted(entry.msgid)}")
    if entry.plural:
        rows.append(f"msgid_plural {quoted(entry.plural)}")
        texts = [*entry.texts, "", ""][:2]
        rows += [f"msgstr[{n}] {quoted(text)}" for n, text in enumerate(texts)]
    else:
        rows.append(f"msgstr {quoted((entry.texts or [''])[0])}")
    return "\n".join(rows) + "\n"


def quoted(text: str) -> str:
    """Return a sentence between quotes, on several lines where it has several."""
    safe = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    pieces = safe.split("\n")
    if len(pieces) == 1:
        return f'"{safe}"'
    lines = [f'"{piece}\\n"' for piece in pieces[:-1]] + ([f'"{pieces[-1]}"'] if pieces[-1] else [])
    return "\n".join(['""', *lines])
