"""Model fields whose content is sealed under the host key at rest, padded to one of five sizes.

For what the server must read while people are away. The blob is bound to model and field: renaming
either needs a data migration that opens under the old name and seals under the new one. It cannot be
searched or sorted by the database; only `isnull` can be asked.
"""

import json
from typing import Any

from django.core import checks
from django.core.validators import MaxLengthValidator
from django.db import models

from muruna.foundation import vault

# A character takes at most four bytes; what the form accepts must always fit the largest size.
LONGEST_TEXT = vault.LONGEST_PADDED // 4


class _HostSealed(models.Field):  # type: ignore[misc]
    """Bytes in the database, a Python value everywhere else."""

    def get_internal_type(self) -> str:
        return "BinaryField"

    def about(self) -> bytes:
        """The context each blob is bound to: model and field name."""
        return f"field/{self.model._meta.label_lower}/{self.name}".encode()

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> Any:
        return connection.ops.binary_placeholder_sql(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None:
            return None
        blob = vault.host_seal_padded(self._to_text(value).encode("utf-8", "replace"), self.about())
        return connection.Database.Binary(blob)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if hasattr(value, "as_sql"):
            return value
        return self.get_db_prep_value(value, connection)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if value is None:
            return None
        return self._from_text(vault.host_open_padded(bytes(value), self.about()).decode())

    def get_lookup(self, lookup_name: str) -> Any:
        return models.lookups.IsNull if lookup_name == "isnull" else None

    def get_transform(self, lookup_name: str) -> Any:
        return None

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        problems = super().check(**kwargs)
        if self.primary_key or self.unique or self.db_index:
            message = "A sealed field differs at every save: it cannot be a key, unique or indexed."
            problems.append(checks.Error(message, obj=self, id="foundation.E001"))
        return list(problems)

    def _to_text(self, value: Any) -> str:
        raise NotImplementedError

    def _from_text(self, text: str) -> Any:
        raise NotImplementedError


class HostSealedText(_HostSealed, models.TextField):  # type: ignore[misc]
    """A TextField for forms and validation; `max_length` in characters, at most LONGEST_TEXT."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        problems = super().check(**kwargs)
        if self.max_length is None or self.max_length > LONGEST_TEXT:
            message = f"A sealed text needs a max_length of at most {LONGEST_TEXT}."
            problems.append(checks.Error(message, obj=self, id="foundation.E002"))
        return problems

    def _to_text(self, value: Any) -> str:
        return str(value)

    def _from_text(self, text: str) -> Any:
        return text


class HostSealedJSON(_HostSealed, models.JSONField):  # type: ignore[misc]
    """A JSONField for forms and validation; raises vault.TooLong above 64 KiB of JSON."""

    def _to_text(self, value: Any) -> str:
        return json.dumps(value, cls=self.encoder, ensure_ascii=False, separators=(",", ":"))

    def _from_text(self, text: str) -> Any:
        return json.loads(text, cls=self.decoder)
