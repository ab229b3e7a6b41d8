"""Words by which docs pages tell the parts of a comparison apart, whatever the product.

Everything here is plain English of the trade; all words are terms as `index.terms` makes them, folded and stemmed.
"""

from __future__ import annotations

from index.terms import get_terms


def _terms(words: str) -> frozenset[str]:
    return frozenset(term for word in words.split() for term in get_terms(word))


# Over the first column: what stands below are properties.
ATTRIBUTE_LABELS = _terms(
    "feature capability attribute property characteristic criterion criteria aspect limit limitation metric "
    "specification spec requirement consideration quota dimension topic question comparison factor attr "
    "benchmark permission"
)
# Words of such labels that say nothing.
LABEL_FILLERS = _terms("or and of the name names supported available")
# Words that labels of quite different properties have in common.
SHARED_BY_LABELS = _terms(
    "a an and as at by can for from has in is it of on or per than the to with without no not max maximum min minimum "
    "number total count default support supported available enabled allowed"
)
# Over the first column: what stands below are the things described.
ENTITY_LABELS = _terms(
    "plan product name option parameter flag field variable command code error status type mode model engine "
    "provider driver connector version region instance edition tier class level service tool platform "
    "algorithm header key format protocol package library framework "
    "database queue storage volume strategy runner environment variant kind browser os system distribution size "
    "policy component module plugin extension directive argument backend client "
    "server language sdk api endpoint signal exchange isolation release target state condition situation "
    "user username member author category vendor manufacturer device machine host node workload image file filename "
    "artifact repository codec encoding container character symbol expression pattern message object interface "
    "annotation label hook keyword verb term concept country step phase hypervisor column table unit issue problem "
    "symptom vulnerability area app application"
)
# Over the first column, either: an action is described in a list of actions and allowed in a matrix of roles.
OPEN_LABELS = _terms(
    "action event function resource method role operator operation task scenario item setting behavior behaviour data"
)
# Over another column: a property of the row's thing.
COLUMN_LABELS = _terms(
    "type default description required notes note meaning example examples price pricing cost limit value values "
    "status supported support version since maximum minimum max min unit units scope purpose usage use details "
    "detail behavior behaviour availability available summary explanation effect optional range allowed accepted "
    "introduced deprecated comment comments remarks reason resolution solution cause format syntax returns result "
    "recommended durability latency throughput capacity size memory storage location link docs reference port ports "
    "guarantee overhead performance lifetime duration timeout retention bandwidth requests users documentation "
    "download downloads action architecture date owner impact severity fix workaround evidence how why what threshold "
    "applies adjustable rating license licence"
)
# At the end of a heading: more often a property than a thing, wherever it stands. Nouns of over 60 docs repositories'
# table headings, and their like.
PROPERTY_NOUNS = _terms(
    "abbreviation account accuracy acronym added address advantage advice advisory age alerting alias amount "
    "answer approach audience audit average backup baseline benefit billing branch build burst byte cap caveat "
    "ceiling certificate change charge charset cipher city color colour commit company compatibility complexity "
    "compliance concurrency configuration connection cons consequence consistency constraint consumption contact "
    "content context count coverage cpu credential currency current deadline definition delay demo "
    "dependency depth dialect directory disadvantage discount disk distance dns domain drawback efficiency "
    "elasticity email entry equivalent expiration expiry failover fee floor folder footprint frequency gap "
    "gateway goal gpu grade group guidance guide handling hash height hop hostname icon id identifier include "
    "index input interval job lag layer length locale locking logging login logo maintainer manual mask match "
    "maturity median mitigation monitoring mtu network number order outcome output parallelism partition password "
    "path payload peak percentage period phone pin position power precision prefix prerequisite priority privacy "
    "pros quality quantity query ram rank ratio rationale record redundancy regex reliability remedy replacement "
    "replica replication responsibility restriction risk route row runtime sample scalability schedule schema "
    "score screenshot secret section security sensitivity sequence session shard share shortcut signature sla slo "
    "socket source space speed stage strength structure style subnet suffix suggestion sum supplier synonym tag "
    "tax temperature thread threat timezone tip title token topology total tracing tradeoff translation transport "
    "trigger ttl tutorial uptime uri url validity vcpu video vlan voltage warning wavelength weakness weight "
    "width window zone"
)
# Over a column beside those of the things compared: remarks on the property, which belong to none of them.
REMARK_LABELS = _terms(
    "description note notes remark remarks comment comments details explanation improvement difference delta"
)
# Over the first of the columns that describe the thing of the heading: no list of things begins with these. "Optional"
# is none, since as a term it is "option", which many lists begin with.
RECORD_CORNERS = _terms("type default required since introduced deprecated access")
# Headers over the only value column that say nothing about whose value it is.
VALUE_LABELS = _terms(
    "value values specification quota supported support status limit amount quantity maximum minimum availability "
    "available"
)
# Names of plans: where they stand side by side, they are what is compared.
PLAN_NAMES = _terms(
    "free pro plus team teams business enterprise basic standard premium starter hobby developer developers personal "
    "professional essential essentials community growth scale ultimate trial individual student"
)
# Names of roles, of which the same holds ("Billing admin", "Viewer").
# They are words, not terms, since what roles do ("Management", "Operation", "Report") is called much the same.
ROLE_NAMES = frozenset(
    role + ending
    for role in "admin administrator owner editor viewer member guest contributor maintainer collaborator moderator "
    "superuser auditor reader writer operator manager reporter author subscriber".split()
    for ending in ("", "s")
)
# Names of plans and grades: one name, another thing on each product's page.
GENERIC_NAMES = _terms(
    "free pro plus team teams business enterprise basic standard premium starter hobby developer developers personal "
    "professional advanced essential essentials community growth scale ultimate custom paid trial individual student "
    "small medium large default none other others yes no on off true false low high read write all any self-hosted "
    "cloud managed dedicated shared"
)
# First words of headings that tell what to do or what follows, so that the heading is no name.
HEADING_VERBS = _terms(
    "install configure set setup use using deploy create add remove delete update upgrade migrate manage "
    "enable disable run start stop connect get about when why how what which where overview introduction "
    "understand choose compare comparison comparing limitations limits requirements prerequisites troubleshoot "
    "troubleshooting learn next see best recommendation recommendations summary faq example examples benefits "
    "advantages features"
)
# Words that join a name to the one before it in a heading: "Access via agent".
JOINING_WORDS = frozenset({"via", "with", "using", "over", "through"})
# Words at the head of a sentence that stand for the thing spoken of before.
PRONOUNS = frozenset({"it", "its", "they", "this", "these"})
# Words that begin sentences without naming anything.
SENTENCE_OPENERS = frozenset(
    (
        "a an the there this that these those it its they both each all any some many most for if when while "
        "as in on at by with to from use using consider choose pick prefer however although because since "
        "note see also note: you your we our by default unlike whereas after before once however, please "
        "every either neither no not only other another such "
    ).split()
)
# A definition's verb, right behind the name.
DEFINING_VERBS = _terms(
    "is are was were runs run lets let allows allow provides provide offers offer supports support operates "
    "operate enables enable uses use acts act works work stores store handles handle delivers deliver keeps "
    "keep creates create connects connect routes route sends send gives give manages manage serves serve "
    "combines combine extends extend builds build adds add makes make replaces replace writes write reads read "
    "has have can does"
)
# At the head of a heading they say what things do.
PREDICATE_VERBS = frozenset(
    "needs requires supports keeps runs works allows receives accepts uses includes contains has can is are must may "
    "returns sends stores handles provides offers covers survives counts lasts shows applies does".split()
)
# Participles that say what is so of a thing; others are names of grades ("Managed").
PARTICIPLES = frozenset("enabled attached required supported deprecated installed encrypted included allowed".split())
# Adjectives by which releases are named.
RELEASE_NAMES = frozenset({"stable", "portable", "usable"})
# What a condition is or is not; no thing is called so.
ANSWERS = frozenset({"true", "false", "yes", "no", "on", "off"})
# Cells of tables that only lead to other pages.
NAVIGATION = frozenset({"prev", "previous", "next", "up", "home", "back", "contents", "index"})
# Nouns that a page adds to a name or leaves out: "Quorum", "Quorum queues".
KIND_NOUNS = _terms(
    "queue plan tier edition mode engine type class driver provider index table cluster instance runner middleware "
    "volume policy method option level exchange pool bucket disk"
)
