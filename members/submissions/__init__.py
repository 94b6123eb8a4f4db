"""Testimonials that people submit: the way from the form to the page, and back."""
