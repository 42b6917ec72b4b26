"""Static files under names that carry their hash once collected, and under plain names before that."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Assets(CompressedManifestStaticFilesStorage):
    """Hashed and compressed after `collectstatic`; before that, pages still show."""

    manifest_strict = False

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        """The name with its hash, or the plain name when nothing was collected yet."""
        try:
            return str(super().hashed_name(name, content, filename))
        except ValueError:
            return name
