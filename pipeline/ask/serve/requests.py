"""What a request holds, read with bounds: its body, its form, and the answer where it is wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

LARGEST_BODY = 1024**2
# So many seconds a client has for the head of a request, and as many for its body.
LONGEST_WAIT = 20
# Of a body that is too large so much is read and thrown away: a client that writes before it
# reads then sees the answer, not a closed connection.
_DRAINED = 32 * 1024**2
_FIELDS = 200

FORM = "application/x-www-form-urlencoded"


class RefusedError(Exception):
    """A request that is answered with an error: its status, one line, headers."""

    def __init__(self, status: int, line: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(line)
        self.status = status
        self.line = line
        self.headers = dict(headers or {})

    def response(self) -> Response:
        """The error as a client sees it: one line of text."""
        return PlainTextResponse(f"{self.line}\n", self.status, self.headers)


def media_type(request: Request) -> str:
    """The media type of the body, in lower case and without parameters, or ""."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def body(request: Request) -> str:
    """The body as text.

    Raises RefusedError: 413 where it is too large, 408 where it does not come to its end in time,
    400 where it is not UTF-8.
    """
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            content = await _bytes(request)
    except TimeoutError:
        line = f"the body did not come within {LONGEST_WAIT} s"
        raise RefusedError(408, line, {"Connection": "close"}) from None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"the body is not UTF-8: byte {error.start + 1}") from None


async def _bytes(request: Request) -> bytes:
    declared = request.headers.get("content-length", "")
    too_large = declared.isdigit() and int(declared) > LARGEST_BODY
    content, seen = bytearray(), 0
    async for piece in request.stream():
        seen += len(piece)
        too_large = too_large or seen > LARGEST_BODY
        if not too_large:
            content += piece
        elif seen > _DRAINED:
            break
    if too_large:
        raise RefusedError(413, f"a body of more than {LARGEST_BODY} bytes")
    return bytes(content)


async def form(request: Request) -> list[tuple[str, str]]:
    """The fields of a form in the body; raises as `body` does, 400 where it is none."""
    return fields(await body(request))


def fields(text: str) -> list[tuple[str, str]]:
    """The fields of a form or of a query string, in their order; RefusedError 400 for nonsense."""
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")
    except UnicodeDecodeError:
        raise RefusedError(400, "a parameter is not UTF-8") from None
    except ValueError:
        raise RefusedError(400, f"more than {_FIELDS} parameters") from None


def query_string(request: Request) -> list[tuple[str, str]]:
    """The parameters of the address; raises as `fields` does."""
    try:
        return fields(request.scope["query_string"].decode("utf-8"))
    except UnicodeDecodeError:
        raise RefusedError(400, "a parameter is not UTF-8") from None
