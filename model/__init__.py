"""The world: what exists in a border district, and what happens there in a month."""

from model.compilation import use_cache

use_cache()
