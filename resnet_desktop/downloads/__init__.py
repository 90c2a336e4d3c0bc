"""Files from the web whose content is known, fetched over any number of broken connections."""

from resnet_desktop.downloads.download import DOWNLOADING, bytes_here, download, forget
from resnet_desktop.downloads.partial_file import DownloadError, Source

__all__ = ["DOWNLOADING", "DownloadError", "Source", "bytes_here", "download", "forget"]
