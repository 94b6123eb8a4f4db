"""What other apps may want to know."""

from django.dispatch import Signal

#: A testimonial is erased for good. ``page`` (TestimonialPage) still exists; sent inside the
#: transaction, so that whoever keeps something of it forgets it too.
testimonial_erased = Signal()
