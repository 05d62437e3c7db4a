"""Addresses in a text, known by how they are built rather than by a list of endings.

A dot between letters with no space around it makes an address, unless what stands around it is a number, an
abbreviation, a file, or a sentence that follows without a space. So does any scheme with two slashes, and a
number on the net. Every pattern takes its characters once: a long text costs no more than its length.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from pathlib import Path
from typing import NamedTuple

from shared.advice.policy.contacts import ALLOWED_ADDRESSES

FILE = Path(__file__).with_name("addresses.toml")

LONGEST_ENDING = 24
"""Letters of the longest ending of an address."""


class Address(NamedTuple):
    """A piece of a text that a client could open or load."""

    text: str
    start: int
    end: int


SCHEME = re.compile(
    r"(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:\s?[\\/]{2}\S{0,200}"
    r"|\b(?:java|vb|live)?script\s?:|\bdata:(?:[\w.+-]{1,40}/|[;,])\S{0,200}|\bmailto:|\b(?:tel|sms|callto):[+\d]"
    r"|\b(?:blob|file|intent|whatsapp|tg|about|view-source):(?=[^\s\d])"
    r"|[\\/]{2}(?=\w)\S{0,200}|\bwww\.(?=\w)\S{0,200}|\blocalhost:\d",
    re.IGNORECASE,
)
OPENS = re.compile(r":|[\\/]{2}|www\.", re.IGNORECASE)
"""What every scheme has; to look for it costs a hundredth of looking for a scheme at each letter."""

TOKEN = re.compile(r"[\w.@-]+")
NUMBERS = re.compile(r"(?<![\w.,])[0-9]+(?:\.[0-9]+){3}(?![\w,])")
COLONS = re.compile(r"(?<![\w:])[0-9a-f:]+(?![\w:])", re.IGNORECASE)
NAME = re.compile(r"[^\W_](?:[\w-]*[^\W_])?")
RUPIAH = re.compile(r"(?:rp|idr)\.?\s?$", re.IGNORECASE)
GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")


def addresses(text: str) -> Iterator[Address]:
    """Every address in `text` that is not one of ours, in no order; `text` is already unmasked."""
    if OPENS.search(text):
        for found in SCHEME.finditer(text):
            yield Address(found[0], found.start(), found.end())
    if "." in text:
        yield from _names(text)
        yield from _numbers(text)
    for found in COLONS.finditer(text) if text.count(":") >= 2 else ():
        if found[0].count(":") >= 2 and _is_long_number_on_the_net(found[0]):
            yield Address(found[0], found.start(), found.end())


def _numbers(text: str) -> Iterator[Address]:
    for found in NUMBERS.finditer(text):
        if _is_number_on_the_net(found, text):
            yield Address(found[0], found.start(), found.end())


def _names(text: str) -> Iterator[Address]:
    for found in TOKEN.finditer(text):
        if "." not in found[0].strip("."):
            continue
        name = found[0].strip(".-_@")
        if _is_name(name.rpartition("@")[2], opens_path=text[found.end() : found.end() + 1] in {"/", "?"}):
            start = found.start() + found[0].index(name)
            yield Address(name, start, start + len(name))


def _is_name(name: str, *, opens_path: bool) -> bool:
    """Whether it is the name of something on the net, and not of one of ours without a path."""
    if name.lower() in ALLOWED_ADDRESSES:
        return opens_path
    if name in _words("codes"):
        return False
    labels = name.split(".")
    if len(labels) < 2 or not all(NAME.fullmatch(label) for label in labels[-2:]):
        return False
    before, ending = labels[-2], labels[-1]
    if not _can_end(ending):
        return False
    if _says_known_ending(labels):
        return not _is_shortened(labels)
    return not _is_sentence(before, ending) and not _is_shortened(labels)


def _can_end(ending: str) -> bool:
    is_word = ending.isalpha() and 2 <= len(ending) <= LONGEST_ENDING
    return is_word or ending.lower().startswith("xn--")


def _says_known_ending(labels: Sequence[str]) -> bool:
    return labels[-1].lower() in _words("endings")


def _is_shortened(labels: Sequence[str]) -> bool:
    """`PT.Sinar`, `dll.dan`, `M.Si`, `mutasi.csv`: two parts, of which one is no part of an address."""
    if len(labels) > 2:
        return False
    before, ending = labels
    if ending.lower() in _words("files"):
        return True
    if before.lower() in _words("abbreviations"):
        return True
    is_degree = len(before) == 1 and before.isupper() and ending.istitle()
    return is_degree and len(ending) <= 3


def _is_sentence(before: str, ending: str) -> bool:
    """A sentence that follows without a space (`juta.Lalu`), or a word that follows a number."""
    if before.isdigit() or ending.lower() in _words("beginnings"):
        return True
    return ending[0].isupper() and not before.isupper()


def _is_number_on_the_net(found: re.Match[str], text: str) -> bool:
    if RUPIAH.search(text, max(0, found.start() - 5), found.start()):
        return False
    opens_path = text[found.end() : found.end() + 1] in {"/", ":"}
    if GROUPED.fullmatch(found[0]) and not opens_path:
        return False
    try:
        IPv4Address(found[0])
    except AddressValueError:
        return False
    return True


def _is_long_number_on_the_net(written: str) -> bool:
    try:
        IPv6Address(written.strip(":") if not written.endswith("::") else written)
    except AddressValueError:
        return False
    return any(each.isalnum() for each in written)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(tomllib.loads(FILE.read_text(encoding="utf-8"))[name])
