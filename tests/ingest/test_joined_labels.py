"""Labels that stand over the paragraph with their value: the quote is the source's own text."""

from __future__ import annotations

from ingest.extract import read_page
from ingest.markdown import read_markdown

SOURCE = """# Boats

| Feature | Tern Ferry | Gull Ferry |
| --- | --- | --- |
| Pets | Yes | No |

## Properties of Tern Ferry

- **Landing time**

  2-5 **whole** hours

- **Cabins**

  12
"""


def test_quotes_of_joined_labels() -> None:
    facts = read_page(read_markdown("boats", SOURCE)).facts
    spans = {fact.attribute: fact.place.span for fact in facts if fact.attribute in ("Landing time", "Cabins")}
    quotes = {name: SOURCE[span.start : span.end] for name, span in spans.items()}
    assert quotes == {"Landing time": "**Landing time**\n\n  2-5 **whole** hours", "Cabins": "**Cabins**\n\n  12"}
