"""Webhooks: news for other channels (a Zalo bridge, a document system), signed, retried, logged."""
