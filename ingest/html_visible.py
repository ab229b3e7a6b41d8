"""What a reader sees of HTML: blocks, and what icons and boxes stand for."""

from __future__ import annotations

from justhtml import Node
from justhtml import Text as TextNode

from ingest.icons import find_class_sign

BLOCKS = frozenset(
    "address article blockquote br caption dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 hr li "
    "main ol p section summary table tbody td tfoot th thead tr ul".split()
)
# Elements that may stand for a word by their label alone.
ICONS = frozenset({"svg", "i", "span", "input"})
# A cell that claims to span more is a mistake or an attack; no real table is wider or longer.
WIDEST_SPAN = 200


def get_icon_text(node: Node) -> str:
    """The text that stands for an icon or box, or "" for what shows text of its own or is hidden."""
    attrs = node.attrs or {}
    if node.name == "input":
        return get_box_sign("checked" in attrs) if (attrs.get("type") or "").lower() == "checkbox" else ""
    if attrs.get("aria-hidden") == "true":
        return find_class_sign(attrs.get("class") or "")
    label = attrs.get("aria-label") or attrs.get("title") or (_get_title(node) if node.name == "svg" else "")
    label = label or find_class_sign(attrs.get("class") or "")
    return " ".join(label.split()) if label and _holds_only_icons(node) else ""


def _holds_only_icons(node: Node) -> bool:
    """Whether an icon shows no text of its own; a look at what it holds itself keeps deep pages quick."""
    if node.name == "svg":
        return True
    inner = node.children or []
    return all(not str(c.data).strip() if isinstance(c, TextNode) else c.name in ICONS for c in inner)


def _get_title(node: Node) -> str:
    found = node.query("title")
    return str(found[0].to_text()) if found else ""


def get_box_sign(is_checked: bool) -> str:
    """The sign that stands for a box in a text."""
    return "☑" if is_checked else "☐"


def get_span(node: Node, name: str) -> int:
    """How many columns or rows a cell spans by an attribute, `colspan` or `rowspan`."""
    value = (node.attrs or {}).get(name) or "1"
    return max(1, min(WIDEST_SPAN, int(value))) if value.isdigit() and len(value) < 6 else 1
