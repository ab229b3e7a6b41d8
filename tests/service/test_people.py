"""The pages for people."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from index.store import open_writer
from service.app import create_app
from service.viewer import Mark, get_view
from tests.service.locks import NEW, fill

_LINE = re.compile(r'<li id="L(\d+)"[^>]*><code>(.*?)</code></li>', re.DOTALL)
_MARKED = re.compile(r'<mark class="([a-z ]+)"[^>]*>(.*?)</mark>', re.DOTALL)


def get_page(client: FlaskClient, address: str, status: int = 200) -> str:
    """The text of a page, which is safe to show."""
    reply = client.get(address, headers={"Accept": "text/html"})
    assert (reply.status_code, reply.mimetype) == (status, "text/html")
    policy = reply.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert "<script" not in reply.text and "style=" not in reply.text
    return reply.text


def get_lines(page: str) -> dict[int, str]:
    """The source lines that a page shows, by number."""
    plain = {int(number): re.sub(r"<[^>]+>", "", line) for number, line in _LINE.findall(page)}
    return {number: html.unescape(line) for number, line in plain.items()}


def test_the_front_page(client: FlaskClient) -> None:
    page = get_page(client, "/")
    assert '<label for="q">' in page and '<main id="main">' in page and 'lang="en"' in page
    assert "autumn (2024-09-01)" in page and "spring (2024-03-01)" in page
    assert "What changed between spring and autumn?" in page
    assert "support Alarm?" in page


def test_every_example_is_answered(client: FlaskClient) -> None:
    examples = re.findall(r'<li><a href="(/\?q=[^"]+)">', get_page(client, "/"))
    assert examples
    for example in examples:
        assert 'id="quote-1"' in get_page(client, html.unescape(example))


def test_an_answer_with_its_quotes(client: FlaskClient) -> None:
    page = get_page(client, "/?q=Does+Ringo+have+an+alarm%3F")
    assert 'href="#quote-1"' in page and 'id="quote-1"' in page
    assert "<mark>✅</mark>" in page and "line 10" in page and "Which one" in page
    assert "Ringo · Alarm" in page
    assert "Earlier values" in page and "❌" in page and "spring → autumn" in page
    assert 'value="Does Ringo have an alarm?"' in page


def test_an_answer_of_an_older_version(client: FlaskClient) -> None:
    page = get_page(client, "/?q=Does+Ringo+have+an+alarm%3F&as_of=spring")
    assert "version spring" in page
    assert '<option value="spring" selected>' in page


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("q=alarm&as_of=winter", 404, "winter"),
        ("q=alarm&docset=bells", 404, "bells"),
        ("q=" + "a" * 1001, 400, "1001 characters"),
        ("q=alarm&frobnicate=1", 400, "frobnicate"),
    ],
)
def test_a_refused_question(client: FlaskClient, query: str, status: int, words: str) -> None:
    page = get_page(client, f"/?{query}", status)
    assert words in page and 'role="alert"' in page


def test_a_question_cannot_write_into_the_page(client: FlaskClient) -> None:
    page = get_page(client, "/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "&lt;script&gt;" in page


def test_quotes_lead_to_their_place(client: FlaskClient) -> None:
    address = re.search(r'href="(/pages/[^"]+)"', get_page(client, "/?q=Does+Ringo+have+an+alarm%3F"))
    assert address and address.group(1).endswith("#quote")
    page = get_page(client, html.unescape(address.group(1)).split("#")[0])
    marked = [(mark, html.unescape(text)) for mark, text in _MARKED.findall(page)]
    assert "".join(text for _, text in marked) == "| Alarm | ✅ | ✅ |"
    assert [text for mark, text in marked if "cell" in mark] == ["✅"]
    assert page.count('id="quote"') == 1


def test_the_viewer_marks_the_exact_slice_over_several_lines(client: FlaskClient) -> None:
    start, end = NEW.index("light. <script>"), NEW.index("Which")
    page = get_page(client, f"/pages/choose/a%20lock?version=autumn&start={start}&end={end}")
    marked = [html.unescape(text) for _, text in _MARKED.findall(page)]
    assert marked == [line for line in NEW[start:end].split("\n") if line]
    assert list(get_lines(page).values()) == NEW.split("\n")


def test_the_viewer_without_a_quote(client: FlaskClient) -> None:
    page = get_page(client, "/pages/choose/a%20lock")
    assert "<mark" not in page
    assert get_lines(page)[3] == 'Ringo (formerly Loop) is light. <script>alert("x")</script>'


def test_a_long_page_is_cut_to_whole_lines_around_the_quote(tmp_path: Path) -> None:
    with open_writer(tmp_path) as writer:
        fill(writer)
    client = create_app(tmp_path, viewed=40).test_client()
    start = NEW.index("| Alarm")
    lines = get_lines(get_page(client, f"/pages/choose/a%20lock?start={start}&end={start + 17}"))
    assert lines[10] == "| Alarm | ✅ | ✅ |"
    assert 1 not in lines
    assert all(NEW.split("\n")[number - 1] == line for number, line in lines.items())


@pytest.mark.parametrize("viewed", [1, 7, 20, 1000])
@pytest.mark.parametrize("text", ["", "one", "one\ntwo\n\nthree\n", "\n\n"])
def test_a_view_shows_the_text_as_it_is(text: str, viewed: int) -> None:
    view = get_view(text, None, None, viewed)
    shown = "\n".join("".join(run.text for run in line) for line in view.lines)
    assert text.startswith(shown) and view.first_line == 1
    assert view.whole == (shown == text)
    assert all(run.mark is Mark.PLAIN for line in view.lines for run in line)


def test_the_style_sheet_and_icon_are_served(client: FlaskClient) -> None:
    for address in set(re.findall(r'href="(/static/[^"]+)"', get_page(client, "/"))):
        with client.get(address) as reply:
            assert reply.status_code == 200
