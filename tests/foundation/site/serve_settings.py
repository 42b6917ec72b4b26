"""The tiny site with real migrations, for `muruna serve` itself."""

from site_settings import *  # noqa: F403

MIGRATION_MODULES = {}
EMBEDDED_WORKER = True
