"""From an approved submission to its page, and what of it becomes public."""

import secrets

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from members.models import (
    Portrait,
    Purpose,
    State,
    Submission,
    SubmissionText,
    TestimonialIndexPage,
    TestimonialPage,
)
from members.signals import testimonial_erased
from members.submissions.states import locked
from members.submissions.traces import forget_in_log, is_used_beside
from metropol.languages import CODES, ENGLISH
from metropol.models import PortalImage, User


class NotApproved(ValidationError):  # noqa: N818 - names the state, not a fault
    """A page holds words that the person has not approved."""


class ListMissing(LookupError):  # noqa: N818 - names the state, not a fault
    """There is no page that lists testimonials, so none can be made."""


@transaction.atomic
def make_page(submission: Submission, user: User | None) -> TestimonialPage:
    """Return the page of a submission as a draft of the approved text, in the workflow.

    It is made if there is none. Where nobody starts the workflow, staff are told. Raises
    ListMissing.
    """
    from members.tasks import tell_staff

    text = submission.approved_text
    assert text is not None  # noqa: S101 - the states see to it
    known = submission.page or _taken_over(submission)
    page = known and known.get_latest_revision_as_object()
    if page is None:
        parent = TestimonialIndexPage.objects.first()
        if parent is None:
            raise ListMissing
        page = TestimonialPage(live=False)
        _fill(page, submission, text)
        parent.add_child(instance=page)
    else:
        _fill(page, submission, text)
    if submission.page is None:
        # Later they are edited on the page.
        page.clusters.set(submission.clusters.all())
    submission.page = page
    submission.save(update_fields=["page"])
    page.save_revision(user=user, changed=True)
    page = TestimonialPage.objects.get(pk=page.pk)
    cancel_workflow(submission, user)
    workflow = page.get_workflow()
    if workflow and user:
        workflow.start(page, user)
    else:
        tell_staff.enqueue(submission.pk)
    return page


def cancel_workflow(submission: Submission, user: User | None) -> None:
    """Stop the judgement of a page whose words are no longer the last ones.

    Also one that ended with the wish for changes: Wagtail allows no second beside it.
    """
    state = submission.page and submission.page.current_workflow_state
    if state:
        state.cancel(user=user)


def check_approved(page: TestimonialPage, submission: Submission) -> None:
    """Raise NotApproved if a page holds other words of a person than those they approved."""
    publishable = {State.APPROVED, State.PUBLISHED}
    # What is being published looks live already.
    if TestimonialPage.objects.filter(pk=page.pk, live=True).exists():
        publishable |= {State.IN_REVIEW, State.CHANGES_SENT}
    text = submission.approved_text
    if submission.state not in publishable or text is None or spoken(page) != spoken(text):
        raise NotApproved(_("The person has not approved this text, so it cannot be published."))
    if not submission.agrees_to(Purpose.PUBLICATION):
        raise NotApproved(_("There is no consent of the person to publication."))


def hold(page: TestimonialPage) -> Submission | None:
    """Let nobody judge, change or withdraw a page's text until the transaction ends.

    Returns the submission as it is then; None if staff or the archive made the page. Raises
    NotApproved if its person has withdrawn it meanwhile.
    """
    submission = page.submitted
    if submission is None:
        return None
    current = locked(submission.pk)
    if current.page_id != page.pk:
        raise NotApproved(_("The person has withdrawn their consent to publication."))
    return current


def approved_portrait(submission: Submission, text: SubmissionText) -> Portrait | None:
    """Return the portrait of the approved ``text``, if the person agrees that it is shown."""
    return text.portrait if submission.agrees_to(Purpose.PORTRAIT) else None


def publish_portrait(page: TestimonialPage, submission: Submission) -> None:
    """Make the portrait public that belongs to the approved text, if the person agreed to it.

    While a change of theirs is looked at, what is online stays.
    """
    text = submission.approved_text
    if text is None or submission.state not in (State.APPROVED, State.PUBLISHED):
        return
    portrait = approved_portrait(submission, text)
    image = _public_image(portrait, text) if portrait else None
    if page.portrait != image:
        page.portrait = image
        page.live_revision.content["portrait"] = image.pk if image else None
        page.live_revision.save(update_fields=["content"])


def drop_images(submission: Submission, keep: int | None = None) -> None:
    """Delete the public portraits of a submission, with all sizes; not the one with key ``keep``.

    The files go when the transaction ends.
    """
    portraits = Portrait.objects.filter(texts__submission=submission, image__isnull=False)
    keys = set(portraits.exclude(image=keep).values_list("image", flat=True))
    forget_in_log(PortalImage, keys)
    for key in keys:
        PortalImage.objects.get(pk=key).delete()


def drop_portrait(submission: Submission) -> None:
    """Delete the portraits of a submission, public and private ones."""
    with transaction.atomic():
        drop_images(submission)
        keys = Portrait.objects.filter(texts__submission=submission).values_list("pk", flat=True)
        Portrait.objects.filter(pk__in=list(keys)).delete()


def _fill(page: TestimonialPage, submission: Submission, text: SubmissionText) -> None:
    """Write a text into all fields of its page."""
    page.title, page.title_en = _titles(text)
    page.draft_title = page.title
    page.person, page.member = text.person, submission.member
    for code in CODES:
        setattr(page, f"function_{code}", getattr(text, f"function_{code}"))
        setattr(page, f"quote_{code}", getattr(text, f"quote_{code}"))
    page.consent_origin = TestimonialPage.ConsentOrigin.RECORDED
    page.confirm_english()  # the person has approved both
    wishes = TestimonialPage.EnglishRequest
    page.english_request = wishes.ONLINE if text.quote_en else wishes.OFFLINE


def spoken(words: TestimonialPage | SubmissionText) -> tuple[str, ...]:
    """Return what a page or a version lets the person say."""
    names = ("person", *(f"{name}_{code}" for name in ("function", "quote") for code in CODES))
    titles = _titles(words) if isinstance(words, SubmissionText) else (words.title, words.title_en)
    return (*titles, *(getattr(words, name) or "" for name in names))


def title_of(text: SubmissionText) -> str:
    """Return the title that a page of this text has: who speaks, and for whom."""
    return ", ".join(filter(None, (text.person, text.organisation)))[:255]


def _titles(text: SubmissionText) -> tuple[str, str]:
    """Return the German and the English title of a page of this text."""
    title = title_of(text)
    return title, title if text.quote_en else ""


def alternative_text(text: SubmissionText, code: str) -> str:
    """Return what the portrait of a text shows, "" where the text is not in this language."""
    written = str(getattr(text, f"alt_{code}"))
    if written or (code == ENGLISH and not text.quote_en):
        return written
    with translation.override(code):
        return _("Portrait of %(person)s") % {"person": text.person}


def _public_image(portrait: Portrait, text: SubmissionText) -> PortalImage:
    """Return the public copy of a portrait, with what its text says of it now.

    Its name and title tell nothing of the person.
    """
    image = portrait.image or PortalImage(
        title=f"{_('Portrait')} {portrait.pk}",
        file=ContentFile(bytes(portrait.data), f"{secrets.token_hex(16)}.jpg"),
        width=portrait.width,
        height=portrait.height,
    )
    image.credit = text.credit or text.organisation
    for code in CODES:
        setattr(image, f"alt_{code}", alternative_text(text, code))
    image.save()
    if portrait.image != image:
        portrait.image = image
        portrait.save(update_fields=["image"])
    return image


def page_of_archive(submission: Submission) -> TestimonialPage | None:
    """Return the page of the archive that the person was asked about, if no other has it."""
    page = submission.invitation.page if submission.invitation else None
    return page if page and page.submitted is None else None


def _taken_over(submission: Submission) -> TestimonialPage | None:
    """Return the page of the archive that a submission takes over; its old words are erased."""
    page = page_of_archive(submission)
    if page:
        testimonial_erased.send(TestimonialPage, page=page)
        image = page.portrait
        if image and not is_used_beside(image, page):
            page.portrait = None
            image.delete()
    return page
