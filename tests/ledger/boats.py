"""An invented affair on pages in three languages: a request for pilot boats, reported from files, denied, copied."""

from __future__ import annotations

from ledger.making import made
from naql.records import Reading

URY, PRT = ("Uruguay", "URY"), ("Portugal", "PRT")
REQUEST = {"type": "REQUEST", "mode": "assist", "actors": [URY], "recipients": [PRT]}
STATES = (("Uruguay", "GPE", "Uruguay", "URY"), ("Portugal", "GPE", "Portugal", "PRT"))
BODY = (
    "Uruguay asked Portugal for two pilot boats in January, according to harbour files seen by this paper. "
    "The boats would serve the port of Montevideo for nine months, the files say, and return before the winter storms. "
    "Pilots on the estuary have worked with borrowed launches since an old cutter sank off the northern breakwater. "
    "Dockers said that nobody had told them of foreign boats, but that they would be glad of any help this year."
)


def courier() -> Reading:
    """The newspaper that has the files."""
    headline = "Uruguay asked Portugal for pilot boats, files show"
    content = "Uruguay asked Portugal for two pilot boats in January"
    return made(
        "courier",
        f"{headline}\n{BODY}",
        outlet="The Lagoon Courier",
        day="2025-03-02",
        headline=headline,
        url="https://lagooncourier.example/boats",
        names=STATES,
        said=({"id": "a", "source": "harbour files", "cue": "according to", "content": content, "name": "harbour files",
               "act": "report"},),
        events=(
            {"trigger": "asked", **REQUEST},
            {"trigger": "asked", "inside": content, "said": "a", **REQUEST},
        ),
    )  # fmt: skip


def weekly() -> Reading:
    """A copy of the newspaper's page from which the files and the paper were taken out."""
    headline = "Uruguay wants pilot boats from Portugal"
    text = f"{headline}\n" + BODY.replace(", according to harbour files seen by this paper", "").replace(
        ", the files say,", ""
    )
    return made(
        "weekly",
        text,
        outlet="Dockside Weekly",
        day="2025-03-04",
        headline=headline,
        url="https://docksideweekly.example/1",
        names=STATES,
        events=({"trigger": "asked", **REQUEST},),
    )


def sahil() -> Reading:
    """An Arabic page: outlet, newspaper, files."""
    headline = "أوروغواي طلبت من البرتغال زورقي إرشاد"
    content = "أوروغواي طلبت من البرتغال زورقين لإرشاد السفن في ميناء مونتيفيديو"
    return made(
        "sahil",
        f"{headline}\nنقلت صحيفة لاغون كورير عن وثائق الميناء أن {content}.",
        lang="ar",
        outlet="Al-Sahil",
        day="2025-03-03",
        headline=headline,
        names=(
            ("أوروغواي", "GPE", "Uruguay", "URY"),
            ("البرتغال", "GPE", "Portugal", "PRT"),
            ("لاغون كورير", "ORG", "The Lagoon Courier", None),
        ),
        said=(
            {"id": "a", "source": "صحيفة لاغون كورير", "cue": "نقلت", "content": content, "name": "The Lagoon Courier",
             "act": "report"},
            {"id": "b", "source": "وثائق الميناء", "cue": "عن", "content": content, "name": "harbour files",
             "act": "report", "via": "a"},
        ),
        events=({"trigger": "طلبت", "inside": content, "said": "b", **REQUEST},),
    )  # fmt: skip


def karaneh() -> Reading:
    """A Persian page without a date: a headline that asks, a denial through the agency that is credited for it."""
    headline = "اروگوئه از پرتغال قایق راهنما خواسته است؟"
    content = "هیچ درخواستی از اروگوئه دریافت نکرده‌ایم"
    return made(
        "karaneh",
        f"{headline}\nبه گزارش کرانه به نقل از مهتاب، روی باروش وزیر خارجه پرتغال گفت: {content}.",
        lang="fa",
        outlet="Karaneh",
        headline=headline,
        names=(
            ("اروگوئه", "GPE", "Uruguay", "URY"),
            ("پرتغال", "GPE", "Portugal", "PRT"),
            ("روی باروش", "PER", "Rui Barros", "PRT"),
            ("مهتاب", "ORG", "Mahtab", None),
        ),
        said=(
            {"id": "o", "source": "کرانه", "name": "Karaneh", "act": "report", "scope": "document"},
            {"id": "m", "source": "مهتاب", "name": "Mahtab", "act": "report", "scope": "document", "via": "o"},
            {"id": "s", "source": "روی باروش وزیر خارجه پرتغال", "cue": "گفت", "content": content,
             "name": "Rui Barros", "act": "deny", "via": "m"},
        ),
        events=(
            {"trigger": "خواسته", "polarity": "questioned", **REQUEST},
            {"trigger": "درخواستی", "said": "s", "polarity": "denied", **REQUEST},
        ),
    )  # fmt: skip


def stranger() -> Reading:
    """A page about something else."""
    headline = "Snow closes the pass above Tavel"
    return made(
        "stranger",
        f"{headline}\nThe road office said that the pass would stay closed until Friday.",
        outlet="Dockside Weekly",
        day="2025-03-03",
        headline=headline,
        said=({"id": "a", "source": "The road office", "cue": "said",
               "content": "the pass would stay closed until Friday", "name": "Road Office of Tavel"},),
    )  # fmt: skip


def affair() -> list[Reading]:
    """All pages."""
    return [courier(), weekly(), sahil(), karaneh(), stranger()]
