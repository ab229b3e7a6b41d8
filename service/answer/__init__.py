"""From a question to facts to an answer with citations."""

from .engine import answer_question
from .model import Answer, Claim, Explanation, Intent, Status, Suggestion

__all__ = ["Answer", "Claim", "Explanation", "Intent", "Status", "Suggestion", "answer_question"]
