"""Fixtures that all tests share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip tests marked `shared` where the development data is missing."""
    if not SHARED.exists():
        for item in items:
            if "shared" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="../shared is not here"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data folder; the test is skipped where it is missing."""
    if not SHARED.exists():
        pytest.skip("../shared is not here")
    return SHARED


@pytest.fixture(scope="session")
def examples() -> Path:
    """The example pages."""
    return ROOT / "examples" / "pages"
