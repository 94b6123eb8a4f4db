"""Translation state: which English text belongs to which German one, field by field."""
