"""Which clusters an item of the archive is about, and where its links lead."""

from functools import cached_property

from clusters.matching import ClusterMatcher
from clusters.models import ClusterPage
from news.archive.content import texts
from news.archive.families.mitteldeutschland import link_name
from news.archive.record import Record
from news.models import ArchiveLinkName, NewsLink


class ClusterLinks:
    """The clusters there are now, by their names and by what staff have chosen for a link."""

    @cached_property
    def pages(self) -> dict[str, ClusterPage]:
        """Return the pages of all clusters by their keys."""
        pages = ClusterPage.objects.exclude(key=None)
        return {page.key: page for page in pages if page.key}

    @cached_property
    def _matcher(self) -> ClusterMatcher:
        return ClusterMatcher.from_database()

    @cached_property
    def _chosen(self) -> dict[str, str | None]:
        return dict(ArchiveLinkName.objects.values_list("name", "cluster__key"))

    def key_of(self, link: str) -> str | None:
        """Return the key of the cluster that a link of the archive names, or None."""
        return self._matcher.match_name(link_name(link)) or self._chosen.get(link)

    def keys_of(self, record: Record) -> list[str]:
        """Return the keys of the clusters that an item names in its texts or its links."""
        mentioned = [key for text in texts(record) for key in self._matcher.find_in(text)]
        linked = [key for name in record.links if (key := self.key_of(name))]
        return list(dict.fromkeys([*mentioned, *linked]))

    def links_of(self, record: Record) -> list[NewsLink]:
        """Return the further links of an item, not saved; one without a cluster stays a name."""
        return [
            NewsLink(
                label_de=name, target=self.pages.get(self.key_of(name) or ""), sort_order=number
            )
            for number, name in enumerate(record.links)
        ]
