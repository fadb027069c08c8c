import pytest

from comarca.web.api import api


@pytest.fixture(scope="module")
def document():
    return api.get_openapi_schema(path_prefix="/api/")


def routes(document):
    return [
        (method, path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def test_every_route_tells_its_refusals_in_the_one_shape(document):
    assert len(routes(document)) > 15
    for _method, path, operation in routes(document):
        for status in (401, 403, 422):
            content = operation["responses"][status]["content"]["application/json"]
            assert content["schema"]["$ref"].endswith("/Problem"), path
    assert "Problem" in document["components"]["schemas"]


def test_every_write_takes_an_idempotency_key(document):
    for method, path, operation in routes(document):
        names = {p["name"] for p in operation["parameters"]}
        assert ("Idempotency-Key" in names) is (method != "get"), path


def test_every_reference_leads_somewhere(document):
    import json
    import re

    text = json.dumps(document)
    named = set(re.findall(r'"#/components/schemas/([^"]+)"', text))
    assert named <= set(document["components"]["schemas"])
