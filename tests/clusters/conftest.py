"""A directory without the clusters that a new portal starts with."""

import pytest

from clusters.models import ClusterIndexPage, ClusterPage
from metropol.models import HomePage


@pytest.fixture
def directory(site: HomePage) -> ClusterIndexPage:
    """Return the directory, empty."""
    for page in ClusterPage.objects.all():
        page.delete()
    return ClusterIndexPage.objects.get()
