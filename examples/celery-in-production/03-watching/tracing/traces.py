"""Where spans go; here a file, in production a collector."""

import os
from pathlib import Path

from opentelemetry import trace
from opentelemetry.instrumentation.celery import CeleryInstrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import (
    BatchSpanProcessor,
    ConsoleSpanExporter,
)


# --8<-- [start:start]
def start(service):
    name = Resource.create({"service.name": service})
    provider = TracerProvider(resource=name)
    provider.add_span_processor(BatchSpanProcessor(exporter()))
    trace.set_tracer_provider(provider)
    CeleryInstrumentor().instrument()


# --8<-- [end:start]


def exporter():
    """Spans as lines of JSON."""
    return ConsoleSpanExporter(
        out=Path(os.environ["SPANS"]).open("a", buffering=1),
        formatter=lambda span: span.to_json(indent=None) + "\n",
    )
