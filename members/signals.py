"""What other apps may want to know."""

from django.dispatch import Signal

#: The words of a testimonial are erased for good, or others take their place. ``page``
#: (TestimonialPage) still has them; sent inside the transaction, so that whoever keeps something
#: of them forgets it too.
testimonial_erased = Signal()
