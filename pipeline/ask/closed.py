"""Nothing is opened while a query or an update is evaluated, whatever it says.

`pipeline.sparql.refuse` says before what is not done; it reads a query as text, where Oxigraph's
parser has more ways to read it. This is what holds: the process has no descriptor left for a file
or a connection.
"""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.errors import StageError


@contextmanager
def closed() -> Iterator[None]:
    """Let the process open no file and no connection meanwhile.

    Raises StageError for what is tried all the same. All threads of the process share the limit:
    for a process that does nothing else.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        yield
    except OSError:
        raise StageError(
            "this would open a file or call another server, and answers come from the published"
            " files alone",
            remedy="leave SERVICE and LOAD out",
        ) from None
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
