"""Keeping a session of the Classify page in a file, and results that need not be computed again."""

from resnet_desktop.classification.sessions.caching import classify_with_cache, find_changed
from resnet_desktop.classification.sessions.errors import SaveError
from resnet_desktop.classification.sessions.identity import FileStamp, ModelStamp
from resnet_desktop.classification.sessions.opening import OpenedSession, open_session
from resnet_desktop.classification.sessions.result_cache import ResultCache
from resnet_desktop.classification.sessions.saver import SessionSaver
from resnet_desktop.classification.sessions.settings import SessionSettings
from resnet_desktop.classification.sessions.store import SessionStore

__all__ = [
    "FileStamp",
    "ModelStamp",
    "OpenedSession",
    "ResultCache",
    "SaveError",
    "SessionSaver",
    "SessionSettings",
    "SessionStore",
    "classify_with_cache",
    "find_changed",
    "open_session",
]
