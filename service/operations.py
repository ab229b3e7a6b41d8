"""For those who run the service: is it alive, is it ready, what does it count, what does it offer."""

from __future__ import annotations

from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_LATEST

from service.desk import get_desk
from service.openapi import get_document
from service.parameters import Parameters
from service.replies import reply
from service.scope import get_docsets

blueprint = Blueprint("operations", __name__)


@blueprint.get("/healthz")
def show_health() -> Response:
    """That the process answers."""
    Parameters()
    return reply({"status": "alive"})


@blueprint.get("/readyz")
def show_readiness() -> Response:
    """That the index opens and has a version; a problem (503) otherwise."""
    Parameters()
    docsets = get_docsets(get_desk(), None)
    return reply({"status": "ready", "docsets": list(docsets)})


@blueprint.get("/metrics")
def show_metrics() -> Response:
    """The numbers that Prometheus reads."""
    return Response(get_desk().metrics.render(), content_type=CONTENT_TYPE_LATEST)


@blueprint.get("/openapi.json")
def show_openapi() -> Response:
    """The description of the HTTP interface, OpenAPI 3.1."""
    Parameters()
    return reply(get_document())
