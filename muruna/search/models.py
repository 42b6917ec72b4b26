"""What can be found, without its words: those stand in the index as keyed marks alone."""

from django.db import models


class SearchDocument(models.Model):
    """One text in one language that can be found; `space_id` is empty for what every community may see."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=24)
    thing = models.CharField(max_length=64)
    space_id = models.UUIDField(null=True, db_index=True)
    language = models.CharField(max_length=8)
    digest = models.BinaryField(max_length=32)  # keyed; an unchanged text is not read again
    length = models.PositiveIntegerField(default=0)  # marks in the index
    # Sealed under the host key, as float16: one vector for the whole text, and one for each of its pieces.
    whole = models.BinaryField(null=True)
    vectors = models.BinaryField(null=True)
    wants_vectors = models.BooleanField(default=True)
    change = models.BigIntegerField(default=0, db_index=True)  # counts up, so that others notice what is new

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "thing", "language"], name="one_text_in_a_language")
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="search_waiting",
                condition=models.Q(wants_vectors=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
