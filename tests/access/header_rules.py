"""What every answer must say to the browser (S10)."""

from typing import Any

from django.conf import settings

ALLOWED = {"'self'", "'none'", "data:"}
FIXED = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


# What a browser would grant us unless it is told that nobody gets it.
NOBODY_GETS = {"accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb"}


def policy(text: str) -> dict[str, list[str]]:
    """A Content-Security-Policy by directive."""
    parts = [part.split() for part in text.split(";") if part.strip()]
    return {name: values for name, *values in parts}


def faults(answer: Any) -> list[str]:
    """What is wrong with the headers of one answer."""
    found = [f"{name}: {answer.get(name)}" for name, value in FIXED.items() if answer.get(name) != value]
    if "no-store" not in answer.get("Cache-Control", ""):
        found.append(f"Cache-Control: {answer.get('Cache-Control')}")
    allowed = [part.strip() for part in answer.get("Permissions-Policy", "").split(",")]
    if any(not part.endswith("=()") for part in allowed) or NOBODY_GETS - {part[:-3] for part in allowed}:
        found.append(f"Permissions-Policy: {', '.join(allowed)}")
    csp = policy(answer.get("Content-Security-Policy", ""))
    if csp.get("default-src") != ["'none'"] or csp.get("base-uri") != ["'none'"]:
        found.append("CSP: not closed by default")
    if csp.get("frame-ancestors") != ["'none'"]:
        found.append("CSP: may be framed")
    for name, values in csp.items():
        # Leaving quickly redirects a form to one foreign place, and browsers hold redirects to this too.
        extra = {settings.EXIT_URL} if name == "form-action" else set()
        found += [f"CSP: {name} {value}" for value in values if value not in ALLOWED | extra]
        if "data:" in values and name != "img-src":
            found.append(f"CSP: {name} data:")
    if answer.get("Server") or answer.get("X-Powered-By"):
        found.append("says what it runs on")
    return found + cookie_faults(answer)


def cookie_faults(answer: Any) -> list[str]:
    """Cookies that scripts may read, or that other sites' requests would carry."""
    return [
        f"cookie {name}"
        for name, morsel in answer.cookies.items()
        if morsel["max-age"] != 0 and (not morsel["httponly"] or morsel["samesite"] not in {"Lax", "Strict"})
    ]
