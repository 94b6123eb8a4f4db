"""What the archive's records forget when a testimonial is erased for good."""

import re

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from members.models import TestimonialPage
from news.models import ArchiveChange, ArchiveItem


def forget(page: TestimonialPage) -> None:
    """Take the person and their words out of the record of imports and of the texts read.

    The digest by which the statement is known stays, so that no later import brings it back.
    The run that made the page has nothing to undo of it any more.
    """
    kind = ContentType.objects.get_for_model(TestimonialPage)
    ArchiveChange.objects.filter(content_type=kind, object_id=page.pk).delete()
    words = [word for word in (page.person, page.quote_de, page.quote_en) if word]
    if not page.person:
        return
    # Lines were wrapped in the archive.
    said = re.compile("|".join(r"\s+".join(map(re.escape, each.split())) for each in words))
    first = page.person.split()[0]
    found = ArchiveItem.objects.filter(Q(text__contains=first) | Q(raw_text__contains=first))
    for item in found:
        text, raw_text = said.sub("…", item.text), said.sub("…", item.raw_text)
        if (text, raw_text) != (item.text, item.raw_text):
            item.text, item.raw_text = text, raw_text
            item.save(update_fields=["text", "raw_text"])
