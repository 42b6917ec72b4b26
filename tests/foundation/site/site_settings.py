"""Settings of the tiny site that the server tests run: Muruna's foundation, its own pages."""

import os

from config.environment import database, folder
from config.settings import *  # noqa: F403

INSTALLED_APPS = ["django.contrib.contenttypes", "muruna.foundation"]
ROOT_URLCONF = "site_urls"
ALLOWED_HOSTS = ["*"]
MIDDLEWARE = []
DATABASES = {"default": database("DATABASE_URL", folder("MURUNA_DATA_DIR", None) / "site.sqlite3")}
MIGRATION_MODULES = {"foundation": None, "contenttypes": None}
STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("SITE_STATIC") or None
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
