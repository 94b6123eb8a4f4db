"""Mail addresses as they are stored and compared."""


def ascii_email(email: str) -> str:
    """Return a mail address as it is stored and compared: its domain in ASCII letters."""
    domain = domain_of(email)
    return email if email.isascii() or not domain else f"{email.rpartition('@')[0]}@{domain}"


def domain_of(email: str) -> str:
    """Return the domain of a mail address in small ASCII letters, "" if it has none."""
    domain = email.rpartition("@")[2].strip().rstrip(".").lower()
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return ""
