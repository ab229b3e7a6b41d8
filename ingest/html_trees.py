"""What slices of HTML show, by the trees that they are parsed into."""

from __future__ import annotations

import warnings

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning
from bs4.element import NavigableString, Tag

from ingest.html_visible import BLOCKS, ICONS, get_box_sign
from ingest.icons import find_class_sign

# A quote may well be an address.
warnings.filterwarnings("ignore", category=MarkupResemblesLocatorWarning)


def read_tree(fragment: str) -> str:
    """What a slice of HTML shows: blocks and cells apart by white space."""
    soup = BeautifulSoup(fragment, "html.parser")
    for tag in soup(["script", "style", "template"]):
        tag.decompose()
    parts: list[str] = []
    for node in soup.descendants:
        if isinstance(node, Tag):
            parts.append(" " if node.name in BLOCKS else _get_shown(node))
        elif type(node) is NavigableString and not (node.parent and node.parent.name == "title"):
            parts.append(str(node))
            parts.append(" " if node.parent is not None and node.next_sibling is None and _ends_block(node) else "")
    return "".join(parts)


def _get_shown(tag: Tag) -> str:
    """What a tag shows by itself, as pages are read with it."""
    if tag.name == "input":
        return get_box_sign(tag.has_attr("checked")) if str(tag.get("type") or "").lower() == "checkbox" else ""
    if tag.name not in ICONS:
        return str(tag.get("alt") or "")
    if tag.get("aria-hidden") == "true":
        return _get_class_sign(tag)
    if tag.name == "svg":
        title = tag.find("title")
        label = tag.get("aria-label") or tag.get("title") or (title.get_text() if title else "")
        return str(label) or _get_class_sign(tag)
    inner = (child.name in ICONS if isinstance(child, Tag) else not str(child).strip() for child in tag.children)
    return str(tag.get("aria-label") or tag.get("title") or _get_class_sign(tag)) if all(inner) else ""


def _get_class_sign(tag: Tag) -> str:
    return find_class_sign(" ".join(tag.get_attribute_list("class")))


def _ends_block(node: NavigableString) -> bool:
    return node.parent is not None and node.parent.name in BLOCKS
