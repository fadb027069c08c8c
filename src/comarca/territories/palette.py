"""The ten colours of territories, told apart by colour-blind people too (after Paul Tol)."""

PALETTE = (
    "#5b9bd5", "#ee8866", "#e3cf6a", "#44bb99", "#b07aa8",
    "#99ddff", "#a9b83a", "#ffaabb", "#8c8bd0", "#a87c5a",
)  # fmt: skip
PALETTE_SIZE = len(PALETTE)


def colour_of(number: int) -> str:
    """Return the colour of a territory by its number; numbers beyond the palette begin again."""
    return PALETTE[number % PALETTE_SIZE]
