"""The apps of the house and where their catalogues are."""

from pathlib import Path

from django.apps import apps

LANGUAGE = "es"


def app_folders(names: list[str] | None = None) -> dict[str, Path]:
    """Return the folders of our apps by short name, or of those named."""
    ours = {
        config.name.removeprefix("comarca."): Path(config.path)
        for config in apps.get_app_configs()
        if config.name.startswith("comarca.")
    }
    return {name: ours[name] for name in names} if names else ours


def catalogue(app: Path) -> Path:
    """Return where the Spanish catalogue of an app is."""
    return app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
