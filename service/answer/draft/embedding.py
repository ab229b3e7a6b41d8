"""A proposer that knows words of like meaning: the static word vectors of wordllama, an extra.

The weights and the tokenizer lie inside the package; nothing is fetched, and nothing runs but look-ups and sums.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from index.errors import DocfactsError
from index.memory import Shelf

from .proposing import DIGITS

# A vector takes 1 KB, so this keeps some 16 MB of facts and names that were weighed.
MOST_VECTORS = 16_384


class NoModel(DocfactsError):
    """The model is wanted, and its package is not installed."""


def check_model() -> None:
    """Raises NoModel, which says what to do, where the extra is not installed."""
    if find_spec("wordllama") is None:
        raise NoModel("the model is on, but its package is not installed; `make model` installs the extra")


class EmbeddingProposer:
    """Ranks by the cosine of word vectors; raises NoModel where the extra is not installed."""

    def __init__(self) -> None:
        self._model = _load_model()
        self._vectors: Shelf[str, Any] = Shelf(MOST_VECTORS)

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """The cosine of question and text (-1 to 1)."""
        wanted, *vectors = self._get_vectors([question, *texts])
        # Sums are taken text by text: those of a whole matrix depend on what else is in it.
        return [round(float((vector * wanted).sum()), DIGITS) for vector in vectors]

    def _get_vectors(self, texts: Sequence[str]) -> list[Any]:
        vectors = {text: self._vectors.find(text) for text in texts}
        unknown = [text for text, vector in vectors.items() if vector is None]
        # A blank text has no words to take the mean of. Batches of one, lest company pad a text and change its sums.
        made = self._model.embed([text if text.strip() else "." for text in unknown], norm=True, batch_size=1)
        for text, vector in zip(unknown, made, strict=True):
            vectors[text] = vector
            self._vectors.put(text, vector)
        return [vectors[text] for text in texts]


def _load_model() -> Any:
    check_model()
    # The package sets up the logging of whoever imports it, unless that is done already.
    done = logging.NullHandler()
    logging.getLogger().addHandler(done)
    import wordllama

    logging.getLogger().removeHandler(done)
    # Without its own folder as the cache, the package misses the tokenizer that lies in it and asks the network.
    return wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)
