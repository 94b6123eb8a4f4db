"""Models of the app ``members``."""

from members.models.consent import ConsentText, ConsentVersion, Purpose, SubmissionConsent
from members.models.letters import Invitation, Letter, LinkToken
from members.models.members import (
    Member,
    MemberCategory,
    MemberDomain,
)
from members.models.pages import MemberIndexPage, TestimonialIndexPage, TestimonialPage
from members.models.submissions import (
    Portrait,
    State,
    Submission,
    SubmissionChange,
    SubmissionText,
)

__all__ = [
    "ConsentText",
    "ConsentVersion",
    "Invitation",
    "Letter",
    "LinkToken",
    "Member",
    "MemberCategory",
    "MemberDomain",
    "MemberIndexPage",
    "Portrait",
    "Purpose",
    "State",
    "Submission",
    "SubmissionChange",
    "SubmissionConsent",
    "SubmissionText",
    "TestimonialIndexPage",
    "TestimonialPage",
]
