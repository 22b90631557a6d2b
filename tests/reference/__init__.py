"""The pages that are looked things up in: what they list is what Celery has."""
