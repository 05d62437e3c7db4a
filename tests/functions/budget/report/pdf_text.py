"""The text of a PDF as a reader would copy it and where it stands, for files as typst writes them.

Enough of PDF 1.7 for that: plain objects, deflated streams, two-byte fonts with a ToUnicode map, and each
run of letters placed by a matrix of its own.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_OBJECT = re.compile(rb"(?:^|\s)(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"^(.*?)\bstream\r?\n(.*)\r?\nendstream", re.DOTALL)
_FONT = re.compile(rb"/(f\d+) ([\d.]+) Tf")
_PLACE = re.compile(rb"1 0 0 -1 ([-\d.]+) ([-\d.]+) cm")
_NARROW = 0.42
_SPECIAL = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass(slots=True)
class Run:
    """Letters on one line: `x` and `y` of where they begin, in points from the lower left corner."""

    x: float
    y: float
    size: float
    text: str = ""

    @property
    def end(self) -> float:
        """How far right it surely reaches: letters are at least so wide on average."""
        return self.x + len(self.text) * self.size * _NARROW

    def lies_on(self, other: "Run") -> bool:
        """Whether both share a place on the page."""
        same_line = abs(self.y - other.y) < 0.55 * min(self.size, other.size)
        return same_line and self.x < other.end and other.x < self.end


@dataclass(frozen=True)
class Pdf:
    """A file's objects by number."""

    objects: dict[int, bytes]

    @classmethod
    def read(cls, content: bytes) -> "Pdf":
        """The objects of a file; raises ValueError where it is no PDF."""
        if not content.startswith(b"%PDF-") or not content.rstrip().endswith(b"%%EOF"):
            raise ValueError("no PDF")
        return cls({int(number): body for number, body in _OBJECT.findall(content)})

    @property
    def runs(self) -> list[list[Run]]:
        """The runs of letters of each page."""
        return [
            [run for run in self._runs(body) if run.text.strip()]
            for body in self.objects.values()
            if re.search(rb"/Type\s*/Page\b", body)
        ]

    @property
    def pages(self) -> list[str]:
        """The text of each page, one line for every run."""
        return ["\n".join(run.text for run in page) for page in self.runs]

    @property
    def text(self) -> str:
        """The text of all pages."""
        return "\n".join(self.pages)

    def stream(self, number: int) -> bytes:
        """What the stream of an object holds, inflated."""
        found = _STREAM.match(self.objects[number])
        assert found is not None
        return zlib.decompress(found[2]) if b"FlateDecode" in found[1] else found[2]

    def _runs(self, page: bytes) -> list[Run]:
        fonts = {name: self._letters(int(font)) for name, font in self._fonts(page)}
        letters: dict[bytes, str] = {}
        runs: list[Run] = []
        for operators, codes in _shown(self.stream(self._reference(page, b"Contents"))):
            if placed := _PLACE.findall(operators):
                font, size = _FONT.findall(operators)[-1]
                letters = fonts[font]
                x, y = placed[-1]
                runs.append(Run(float(x), float(y), float(size)))
            runs[-1].text += "".join(letters[codes[at : at + 2]] for at in range(0, len(codes), 2))
        return runs

    def _fonts(self, page: bytes) -> list[tuple[bytes, bytes]]:
        held = page
        if b"/Resources<<" not in page.replace(b" ", b""):
            held = self.objects[self._reference(page, b"Resources")]
        found = re.search(rb"/Font\s*<<(.*?)>>", held, re.DOTALL)
        assert found is not None
        return re.findall(rb"/(f\d+) (\d+) 0 R", found[1])

    def _letters(self, font: int) -> dict[bytes, str]:
        """What each two-byte code of a font stands for."""
        written = self.stream(self._reference(self.objects[font], b"ToUnicode"))
        return {
            bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
            for block in re.findall(rb"beginbfchar(.*?)endbfchar", written, re.DOTALL)
            for code, text in re.findall(rb"<([0-9A-F]+)>\s*<([0-9A-F]+)>", block)
        }

    @staticmethod
    def _reference(body: bytes, name: bytes) -> int:
        found = re.search(rb"/" + name + rb"\s*(\d+) 0 R", body)
        assert found is not None, name
        return int(found[1])


def _shown(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Every string of a page with the operators before it; parentheses inside may stand unescaped."""
    after, depth, begin, operators = 0, 0, 0, b""
    for found in _SPECIAL.finditer(content):
        if found[0] == b"(":
            depth += 1
            if depth == 1:
                operators, begin = content[after : found.start()], found.end()
        elif found[0] == b")":
            depth -= 1
            if depth == 0:
                after = found.end()
                yield operators, _ESCAPE.sub(_plain, content[begin : found.start()])


def _plain(found: re.Match[bytes]) -> bytes:
    escaped = found[1]
    return bytes([int(escaped, 8)]) if escaped.isdigit() else _NAMED.get(escaped, escaped)
