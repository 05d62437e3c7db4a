"""What is read of a body, and how what is wrong with it is told."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.fakes.web import a_caller, signed_client
from tests.web.toy import toy_app

JSON = {"Content-Type": "application/json"}


async def post(content: bytes, headers: dict[str, str] | None = None) -> tuple[int, dict[str, Any]]:
    answer = await signed_client(toy_app(), a_caller()).post(
        "/api/v1/toys", content=content, headers=JSON if headers is None else headers
    )
    return answer.status_code, answer.json()


async def in_pieces(piece: bytes, times: int) -> AsyncIterator[bytes]:
    for _ in range(times):
        yield piece


class TestMediaType:
    @pytest.mark.parametrize(
        "content_type",
        [
            "application/json",
            "application/json; charset=utf-8",
            'application/json;charset="UTF-8"',
            "APPLICATION/JSON",
        ],
    )
    async def test_json_in_utf_8_is_read(self, content_type: str) -> None:
        status, _ = await post(b'{"name": "gasing"}', {"Content-Type": content_type})

        assert status == 201

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"Content-Type": "text/plain"},
            {"Content-Type": "application/x-www-form-urlencoded"},
            {"Content-Type": "multipart/form-data; boundary=x"},
            {"Content-Type": "application/json; charset=utf-16"},
            {"Content-Type": "application/jsonp"},
            {**JSON, "Content-Encoding": "gzip"},
        ],
    )
    async def test_anything_else_is_refused(self, headers: dict[str, str]) -> None:
        status, problem = await post(b'{"name": "gasing"}', headers)

        assert (status, problem["code"]) == (415, "unsupported_media_type")


class TestSize:
    async def test_an_announced_giant_is_refused(self) -> None:
        status, problem = await post(b'{"name": "' + b"a" * 70_000 + b'"}')

        assert (status, problem["code"]) == (413, "too_large")

    async def test_a_giant_that_comes_in_pieces_is_refused(self) -> None:
        answer = await signed_client(toy_app(), a_caller()).post(
            "/api/v1/toys", content=in_pieces(b" " * 1000, 100), headers=JSON
        )

        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")

    async def test_a_body_in_small_pieces_is_read(self) -> None:
        async def pieces() -> AsyncIterator[bytes]:
            yield b'{"name"'
            yield b': "gasing"}'

        answer = await signed_client(toy_app(), a_caller()).post(
            "/api/v1/toys", content=pieces(), headers=JSON
        )

        assert answer.status_code == 201

    @pytest.mark.parametrize("announced", ["many", "-1", "", "1" * 5000])
    async def test_a_nonsensical_announcement_is_no_crash(self, announced: str) -> None:
        status, _ = await post(b'{"name": "gasing"}', {**JSON, "Content-Length": announced})

        assert status in {201, 413}


class TestMalformed:
    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"{",
            b"{'name': 'gasing'}",
            b'{"name": "gasing"} x',
            b'{"name": "gasing",}',
            b'{"name": NaN}',
            b'{"name": Infinity}',
            b'{"name": 1e999}',
            b'{"name": "a", "name": "b"}',
            b'{"name": "\xff"}',
            b'{"name": "\\ud800"}',
            b'{"\\ud800": "\\u0000"}',
            b'\xef\xbb\xbf{"name": "gasing"}',
            '{"name": "gasing"}'.encode("utf-16"),
            b"[" * 40 + b"]" * 40,
            b"[" * 30_000,
            b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
            b'{"price": ' + b"1" * 5000 + b"}",
        ],
    )
    async def test_is_told_as_malformed(self, content: bytes) -> None:
        status, problem = await post(content)

        assert (status, problem["code"]) == (400, "malformed_json")


class TestFields:
    @pytest.mark.parametrize(
        ("body", "pointer", "message"),
        [
            ({}, "/name", "Wajib diisi."),
            ([], "", "Harus objek JSON."),
            (None, "", "Harus objek JSON."),
            (7, "", "Harus objek JSON."),
            ({"name": "x", "role": "ADMIN"}, "/role", "Isian ini tidak dikenal."),
            ({"name": "x", "a/b~c": 1}, "/a~1b~0c", "Isian ini tidak dikenal."),
            ({"name": ""}, "/name", "Paling sedikit 1 karakter."),
            ({"name": "   "}, "/name", "Paling sedikit 1 karakter."),
            ({"name": "x" * 21}, "/name", "Paling banyak 20 karakter."),
            ({"name": 1}, "/name", "Harus teks."),
            ({"name": None}, "/name", "Harus teks."),
            ({"name": "x", "price": "15000"}, "/price", "Harus bilangan bulat."),
            ({"name": "x", "price": 1.5}, "/price", "Harus bilangan bulat."),
            ({"name": "x", "price": True}, "/price", "Harus bilangan bulat."),
            ({"name": "x", "price": -1}, "/price", "Paling kecil 0."),
            ({"name": "x", "price": 10**15}, "/price", "Paling besar 999999999999999."),
            ({"name": "x", "price": 10**30}, "/price", "Paling besar 999999999999999."),
            ({"name": "a\x00b"}, "/name", "Tidak boleh memuat karakter NUL."),
        ],
    )
    async def test_each_wrong_field_has_its_place_and_sentence(
        self, body: object, pointer: str, message: str
    ) -> None:
        status, problem = await post(json.dumps(body).encode())

        assert (status, problem["code"]) == (422, "invalid_input")
        assert problem["errors"] == [{"pointer": pointer, "message": message}]

    async def test_all_wrong_fields_come_at_once(self) -> None:
        _, problem = await post(b'{"price": "x", "other": 1}')

        assert {error["pointer"] for error in problem["errors"]} == {"/name", "/price", "/other"}

    async def test_what_was_sent_is_not_echoed(self) -> None:
        _, problem = await post(b'{"name": ["rahasia-123"]}')

        assert "rahasia-123" not in json.dumps(problem)

    async def test_english_is_spoken_to_those_who_ask(self) -> None:
        _, problem = await post(b'{"name": 1}', {**JSON, "Accept-Language": "en"})

        assert problem["errors"][0]["message"] == "Must be text."
        assert problem["title"] == "Invalid input"
