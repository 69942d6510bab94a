"""Names of newsrooms: a page's own outlet under another of its names is still its own."""

import pytest

from naql.link.newsrooms import same_newsroom


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Halcyon", "Halcyon News Agency", True),
        ("The Lagoon Courier", "Lagoon Courier", True),
        ("Reuters", "reuters", True),
        ("The Lagoon Courier", "The Lagoon Times", False),
        ("News Agency", "The News", False),
        ("Halcyon", None, False),
        (None, None, False),
    ],
)
def test_same(one, other, same):
    assert same_newsroom(one, other) is same
    assert same_newsroom(other, one) is same
