"""Files that come as the body itself, and files as answers."""

import gzip

import httpx
import pytest

from shared.web.app import make_application
from shared.web.openapi import document
from shared.web.routing import Call, Download, Router, Upload
from tests.fakes.web import a_caller, signed_client
from tests.web.toy import CallerView, PictureView, ToyDeps, ToyQuery, router, toy_app

PICTURES = "/api/v1/toys/pictures"
PNG = {"Content-Type": "image/png"}
EVERY_BYTE = bytes(range(256))


async def hang_up(
    content: bytes, headers: dict[str, str], deps: ToyDeps | None = None, query: str = ""
) -> httpx.Response:
    asking = signed_client(toy_app(deps), a_caller())
    return await asking.post(PICTURES + query, content=content, headers=headers)


class TestUpload:
    async def test_reaches_the_handler_byte_for_byte(self) -> None:
        deps = ToyDeps()

        answer = await hang_up(EVERY_BYTE, PNG, deps)

        assert (answer.status_code, answer.json()["size"]) == (201, 256)
        assert deps.pictures[0].content == EVERY_BYTE

    async def test_that_is_packed_stays_packed(self) -> None:
        deps, packed = ToyDeps(), gzip.compress(b"x" * 100_000, mtime=0)

        answer = await hang_up(packed, {**PNG, "Content-Encoding": "GZIP"}, deps)

        assert answer.json()["encoding"] == "gzip"
        assert deps.pictures[0].content == packed

    async def test_s_media_type_may_carry_parameters(self) -> None:
        answer = await hang_up(b"a;b", {"Content-Type": "Text/CSV; charset=windows-1252"})

        assert answer.json()["media_type"] == "text/csv"

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"Content-Type": "application/json"},
            {"Content-Type": "multipart/form-data; boundary=x"},
            {**PNG, "Content-Encoding": "br"},
            {**PNG, "Content-Encoding": "gzip, gzip"},
        ],
    )
    async def test_of_another_kind_is_refused(self, headers: dict[str, str]) -> None:
        answer = await hang_up(b"x", headers)

        assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_upload")

    async def test_that_is_too_large_is_refused(self) -> None:
        answer = await hang_up(b"x" * 1_001, PNG)

        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")

    async def test_comes_with_a_query_that_is_checked(self) -> None:
        answer = await hang_up(b"x", PNG, query="?limit=0")

        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/query/limit"


class TestRepeatedUpload:
    async def test_gives_the_first_answer(self) -> None:
        deps = ToyDeps()
        asking = signed_client(toy_app(deps), a_caller())
        headers = {**PNG, "Idempotency-Key": "k"}

        first = await asking.post(PICTURES, content=EVERY_BYTE, headers=headers)
        second = await asking.post(PICTURES, content=EVERY_BYTE, headers=headers)

        assert second.content == first.content
        assert len(deps.pictures) == 1

    @pytest.mark.parametrize(("content", "media_type"), [(b"another", "image/png"), (EVERY_BYTE, "text/csv")])
    async def test_that_differs_is_refused(self, content: bytes, media_type: str) -> None:
        asking = signed_client(toy_app(), a_caller())
        await asking.post(PICTURES, content=EVERY_BYTE, headers={**PNG, "Idempotency-Key": "k"})

        answer = await asking.post(
            PICTURES, content=content, headers={"Content-Type": media_type, "Idempotency-Key": "k"}
        )

        assert answer.json()["code"] == "idempotency_key_reused"


class TestDownload:
    async def test_gives_the_file_with_its_name(self) -> None:
        deps = ToyDeps(pictures=[Upload(content=EVERY_BYTE, media_type="image/png")])

        answer = await signed_client(toy_app(deps), a_caller()).get(f"{PICTURES}/newest")

        assert answer.content == EVERY_BYTE
        assert answer.headers["Content-Type"] == "image/png"
        named = "inline; filename*=UTF-8''gasing%20%22merah%22%20%C3%BC.png"
        assert answer.headers["Content-Disposition"] == named


def test_files_are_described() -> None:
    paths = document([router])["paths"]

    assert set(paths[PICTURES]["post"]["requestBody"]["content"]) == {"image/png", "text/csv"}
    assert set(paths[f"{PICTURES}/newest"]["get"]["responses"]["200"]["content"]) == {"image/png"}
    assert "413" in paths[PICTURES]["post"]["responses"]
    assert "415" in paths[PICTURES]["post"]["responses"]


class TestFileOnRequest:
    """A route that answers with JSON, or with a file where that was asked for."""

    @staticmethod
    def routes() -> Router[ToyDeps]:
        asked = Router[ToyDeps](name="either", base="/api/v1/either")

        @asked.get("/", answers=PictureView, downloads=("image/png",))
        async def look(call: Call[ToyDeps], query: ToyQuery) -> PictureView | Download:  # pyright: ignore[reportUnusedFunction]
            """Look at it."""
            if query.name == "file":
                return Download(content=EVERY_BYTE, media_type="image/png", file_name="toy.png")
            return PictureView(size=256, media_type="image/png", encoding="identity")

        return asked

    async def test_comes_as_asked_for(self) -> None:
        deps = ToyDeps()
        app = make_application(routers=[self.routes()], deps=deps, security=deps.web)

        async with signed_client(app, a_caller()) as person:
            told = await person.get("/api/v1/either")
            file = await person.get("/api/v1/either", params={"name": "file"})

        assert told.json()["size"] == 256
        assert (file.headers["Content-Type"], file.content) == ("image/png", EVERY_BYTE)

    def test_is_described_beside_the_json(self) -> None:
        answer = document([self.routes()])["paths"]["/api/v1/either"]["get"]["responses"]["200"]

        assert answer["description"] == "A picture that was hung up."
        assert answer["content"] == {
            "application/json": {"schema": {"$ref": "#/components/schemas/PictureView"}},
            "image/png": {"schema": {}},
        }


class TestRegistration:
    def test_of_a_file_needs_its_media_types(self) -> None:
        async def take(call: Call[ToyDeps], upload: Upload) -> CallerView:
            raise NotImplementedError

        with pytest.raises(TypeError):
            Router[ToyDeps](name="x", base="/x").post("/y", answers=CallerView)(take)

    def test_of_a_file_as_answer_keeps_no_key(self) -> None:
        async def give(call: Call[ToyDeps]) -> Download:
            raise NotImplementedError

        with pytest.raises(TypeError):
            Router[ToyDeps](name="x", base="/x").post("/y", downloads=("image/png",), idempotent=True)(give)
