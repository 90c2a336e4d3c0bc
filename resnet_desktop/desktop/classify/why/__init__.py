"""Why a picture got its class: maps over the preview, and what can be done with them."""
