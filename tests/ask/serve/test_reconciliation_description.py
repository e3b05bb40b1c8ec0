"""The reconciliation API is what its OpenAPI description says, for any request (Schemathesis)."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case, SerializationContext

from pipeline.ask.serve.reconcile.routes import openapi
from pipeline.ask.serve.requests import FORM

from .conftest import Site

# Schemathesis spreads an object in a form over its fields, whatever `encoding` says (4.32): so the
# form has another name for it, under which the fields are written as JSON, as the description wants.
_OTHER = "application/x-form-of-json"


@schemathesis.serializer(_OTHER)
def form_of_json(_: SerializationContext, value: object) -> bytes:
    """The fields of a form as JSON; what is no form as it is."""
    if not isinstance(value, dict):
        return json.dumps(value).encode()
    return urlencode({name: json.dumps(field) for name, field in value.items()}).encode()


def test_the_description_is_served(site: Site) -> None:
    assert json.loads(site.ask("/reconcile/openapi.json").body) == openapi()


description = schemathesis.openapi.from_dict(
    json.loads(json.dumps(openapi()).replace(FORM, _OTHER))
)


@description.parametrize()
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(case: Case[Any], site: Site) -> None:
    sent = {"Content-Type": FORM} if case.method == "POST" else {}
    case.call_and_validate(base_url=site.address.rstrip("/"), headers=sent)
