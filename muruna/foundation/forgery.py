"""Forms of other sites are refused, although our pages hide where a form comes from."""

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware


class ForgeryMiddleware(CsrfViewMiddleware):  # type: ignore[misc]
    """Django's check, for pages under `Referrer-Policy: no-referrer`.

    Under that policy a browser sends `Origin: null` with our own forms too. What tells them from another
    site's is `Sec-Fetch-Site`; a browser too old to send it is held to the token alone, as ever.
    """

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.META.get("HTTP_ORIGIN") == "null":
            return request.META.get("HTTP_SEC_FETCH_SITE", "same-origin") == "same-origin"
        return bool(super()._origin_verified(request))
