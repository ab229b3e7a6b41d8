"""Pages of docs as hypothesis makes them: comparison tables, prose with markup, and any text at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

from hypothesis import strategies as st

THINGS = ("Tern Ferry", "Gull Ferry", "Plover Boat", "Skua Line", "Heron Launch")
LABELS = ("Night sailing", "Bow doors", "Home port", "Crew languages", "Cabins on deck", "Price of a berth")
MARKS = ("✅", "❌", "Coming soon", "✅ (in port only)")
WORDS = ("blue hull", "Oslo, Bergen", "12", "1,500 berths", "up to 30 knots", "steam \\| sail", "in summer & winter")


@dataclass(frozen=True)
class Comparison:
    """A comparison table: a row of cells for each label, a cell for each thing."""

    things: tuple[str, ...]
    labels: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]

    def with_rows(self, order: tuple[int, ...]) -> Comparison:
        """With the rows in another order."""
        return replace(self, labels=tuple(self.labels[i] for i in order), cells=tuple(self.cells[i] for i in order))

    def with_columns(self, order: tuple[int, ...]) -> Comparison:
        """With the columns in another order."""
        cells = tuple(tuple(row[j] for j in order) for row in self.cells)
        return replace(self, things=tuple(self.things[j] for j in order), cells=cells)

    def get_lines(self) -> list[list[str]]:
        """Header and rows as texts."""
        return [["Feature", *self.things], *([a, *row] for a, row in zip(self.labels, self.cells, strict=True))]

    def get_transposed_lines(self) -> list[list[str]]:
        """Header and rows with a thing in each row, said by the label over the first column."""
        columns = zip(*self.cells, strict=True)
        return [["Boat model", *self.labels], *([t, *column] for t, column in zip(self.things, columns, strict=True))]


def render_markdown(lines: list[list[str]], gap: str = " ", end: str = "\n") -> str:
    """A page with the lines as a Markdown table."""
    header, *rows = lines
    ruled = [header, ["---"] * len(header), *rows]
    table = end.join(f"|{'|'.join(f'{gap}{cell}{gap}' for cell in line)}|" for line in ruled)
    return f"# Boats{end}{end}{table}{end}"


def render_html(lines: list[list[str]]) -> str:
    """The same page as HTML."""
    header, *rows = ([escape(cell.replace("\\|", "|")) for cell in line] for line in lines)
    head = "".join(f"<th>{cell}</th>" for cell in header)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
    table = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table>"
    return f"<!doctype html>\n<title>Boats</title>\n<main><h1>Boats</h1>\n{table}\n</main>\n"


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """Comparison tables of two to five things."""
    things = draw(st.lists(st.sampled_from(THINGS), min_size=2, max_size=5, unique=True))
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=2, max_size=6, unique=True))
    cells = st.sampled_from(draw(st.sampled_from((MARKS, WORDS, MARKS + WORDS))))
    row = st.tuples(*(cells for _ in things))
    return Comparison(tuple(things), tuple(labels), tuple(draw(row) for _ in labels))


def orders(count: int) -> st.SearchStrategy[tuple[int, ...]]:
    """Orders of so many rows or columns."""
    return st.permutations(range(count)).map(tuple)


PHRASES = (
    "Tern Ferry is a day boat.", "It carries *cars*, `bikes` and **lorries**.", "Use [Gull Ferry](gull.md) at night.",
    "Costs 5 &euro; &amp; more.", "Gull Ferry (formerly Skua Line) runs at night.", "![a boat](b.png) <br> Both stop.",
    "An escaped \\* star, a\\_b.", "[ref][1] and <https://harbour.example/>", "é ü 😀 ✅", "a < b > c", "~~old~~ new",
)  # fmt: skip
ENDS = ("\n", "\r\n", "\r")


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Markdown pages of headings, paragraphs, lists, quotations and tables, with any kind of line end."""
    end = draw(st.sampled_from(ENDS))
    blocks = draw(st.lists(_blocks(), min_size=1, max_size=6))
    front = draw(st.sampled_from(("", "---\ntitle: Boats\n---\n", "\ufeff# Boats\n\n", "# Boats\n\n")))
    return (front + "\n\n".join(blocks) + "\n").replace("\n", end)


def _blocks() -> st.SearchStrategy[str]:
    texts = st.lists(st.sampled_from(PHRASES), min_size=1, max_size=4)
    return st.one_of(
        texts.map(" ".join),
        texts.map("\n".join),
        st.sampled_from(THINGS).map(lambda name: f"## {name}"),
        texts.map(lambda items: "Use Tern Ferry when you need:\n\n" + "\n".join(f"- {item}" for item in items)),
        texts.map(lambda items: "\n".join(f"1. {item}\n   - {item}" for item in items)),
        texts.map(lambda lines: "\n".join(f"> {line}" for line in lines)),
        comparisons().map(lambda table: render_markdown(table.get_lines()).split("\n\n", 1)[1].rstrip()),
        comparisons().map(lambda table: render_html(table.get_lines()).split("</h1>\n")[1].split("\n</main>")[0]),
    )


SOUP = st.lists(
    st.sampled_from(
        [*"|-#>*_`~[]()!<&\\\n\t :.a1", "\n\n", "---", "| --- | --- |\n", "<td>", "</table>", "<table>", "- ", "&amp;",
         "](b)", "```", "<!--", "-->", "{{<", "Tern Ferry ", "is a boat. ", "\r\n", "<p>", "<li>", "☃", "1. "]
    ),
    max_size=40,
).map("".join)  # fmt: skip
"""Any text of the signs that mean something in Markdown and HTML."""

RST_SOUP = st.lists(
    st.sampled_from(
        [*"|-=+*`_:[]<>\\\n\t .~a1", "\n\n", "====\n", "+---+---+\n", "+===+===+\n", "| a | b |\n", "=== ===\n",
         "a   b\n", "--- ---\n", ".. ", ".. note:: ", ".. list-table::\n", ".. csv-table:: b\n", "   :header: a,b\n",
         "   * - ", "     - ", "   \"a\",b\n", ":ref:`", "``", "|a| image:: b.png", "[1]_", ".. [1] ", "::\n\n",
         "Tern Ferry ", "is a boat. ", "\r\n", "- ", "1. ", ":a: b\n", "☃"]
    ),
    max_size=40,
).map("".join)  # fmt: skip
"""Any text of the signs that mean something in reStructuredText."""
