"""Requests to Gemini as google-genai writes them. To import this module takes most of a second.

The library knows the address, the headers and the shape of a request, and keeps up with their changes. It
writes forms, and sends nothing: its own reader of streams takes some that ended early for whole ones, refuses
some that are whole, and costs thirty times what reading them takes (`dev/bench/gemini.py`).
"""

import json
from collections import deque
from typing import NamedTuple

import httpx
from google import genai
from google.genai import types
from pydantic import JsonValue

from shared.gateways.advisor.gemini.history import contents
from shared.gateways.advisor.gemini.models import family_of, model_for
from shared.gateways.advisor.protocol import Task, ToolDeclaration, TurnRequest
from shared.settings import AdvisorSettings
from shared.words import Language

FORMS = 32
"""How many forms are kept: one for each set of tools, language and schema that is in use."""

_NOT_OURS = {"host", "content-length", "connection", "accept", "accept-encoding"}
"""Headers that belong to whoever sends the request."""


class Letter(NamedTuple):
    """A request as it goes out."""

    url: str
    headers: dict[str, str]
    body: bytes


class _Form(NamedTuple):
    """All of a request but what was said, and what it is for."""

    task: Task
    language: Language
    tools: tuple[ToolDeclaration, ...]
    answer_schema: dict[str, JsonValue] | None
    url: str
    headers: dict[str, str]
    body: dict[str, JsonValue]

    def fits(self, request: TurnRequest) -> bool:
        """Whether this request can be written on it."""
        return (
            self.task is request.task
            and self.language == request.language
            and self.answer_schema == request.answer_schema
            and self.tools == request.tools
        )


class _Written(Exception):
    """The library is about to send this; it goes no further."""

    def __init__(self, request: httpx.Request) -> None:
        self.request = request


class _Desk(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Where requests of the library end up: nothing leaves from here."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        raise _Written(request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        raise _Written(request)


class RequestWriter:
    """Writes the requests of one key. A form takes the library milliseconds, so each is kept for the next."""

    def __init__(self, settings: AdvisorSettings) -> None:
        self._settings = settings
        self._forms: deque[_Form] = deque(maxlen=FORMS)
        key = settings.api_key.get_secret_value() if settings.api_key is not None else ""
        desk = _Desk()
        options = types.HttpOptions(
            base_url=settings.base_url,
            api_version=settings.api_version,
            httpx_client=httpx.Client(transport=desk, trust_env=False),
            httpx_async_client=httpx.AsyncClient(transport=desk, trust_env=False),
            # It would read all certificates of the system, for web sockets that nobody opens.
            async_client_args={"ssl": False},
        )
        self._client = genai.Client(api_key=key, enterprise=False, http_options=options)

    def write(self, request: TurnRequest) -> Letter:
        """The request for a stream of events."""
        form = next((each for each in self._forms if each.fits(request)), None)
        if form is None:
            form = self._new_form(request)
            self._forms.append(form)
        family = family_of(model_for(request.task, self._settings))
        said = contents(request.history, family=family, language=request.language)
        body: dict[str, JsonValue] = {**form.body, "contents": said}
        if request.system:
            body["systemInstruction"] = {"parts": [{"text": request.system}]}
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        return Letter(form.url, form.headers, text.encode())

    def _new_form(self, request: TurnRequest) -> _Form:
        written = self._written(request)
        headers = {name: value for name, value in written.headers.items() if name not in _NOT_OURS}
        return _Form(
            task=request.task,
            language=request.language,
            tools=request.tools,
            answer_schema=request.answer_schema,
            url=str(written.url),
            headers=headers,
            body=json.loads(written.content),
        )

    def _written(self, request: TurnRequest) -> httpx.Request:
        try:
            # The contents are put in afterwards; here the library only wants to see some.
            stream = self._client.models.generate_content_stream(  # pyright: ignore[reportUnknownMemberType]
                model=model_for(request.task, self._settings), contents="-", config=self._config(request)
            )
            next(stream)
        except _Written as written:
            return written.request
        raise AssertionError("google-genai wrote nothing")

    def _config(self, request: TurnRequest) -> types.GenerateContentConfig:
        structured = request.answer_schema is not None
        return types.GenerateContentConfig(
            tools=[_as_tool(request.tools, request.language)] if request.tools else None,
            max_output_tokens=self._settings.max_output_tokens,
            thinking_config=self._thinking(request.task),
            response_mime_type="application/json" if structured else None,
            response_json_schema=request.answer_schema,
            automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
            automatic_continuation=False,
            http_options=types.HttpOptions(timeout=int(self._settings.deadline * 1000)),
        )

    def _thinking(self, task: Task) -> types.ThinkingConfig | None:
        """How much to think about an answer; light work is left to the model."""
        if task is Task.LIGHT:
            return None
        return types.ThinkingConfig(thinking_level=types.ThinkingLevel(self._settings.thinking))


def _as_tool(tools: tuple[ToolDeclaration, ...], language: Language) -> types.Tool:
    declared = [
        types.FunctionDeclaration(
            name=tool.name,
            description=tool.description.into(language),
            parameters_json_schema=tool.parameters,
        )
        for tool in tools
    ]
    return types.Tool(function_declarations=declared)
