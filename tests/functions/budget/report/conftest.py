"""Properties of the report: many small examples, none of them timed."""

from hypothesis import settings

settings.register_profile("report", deadline=None, max_examples=60)
settings.load_profile("report")
