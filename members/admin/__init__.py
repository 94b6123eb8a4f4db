"""Submitted testimonials in the admin: queue, moderation, invitations, mails, people."""
