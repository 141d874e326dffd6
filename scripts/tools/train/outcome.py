"""Shows a confusion matrix: how often each class, by row, was taken for each other, by column."""

from collections.abc import Iterator

# https://github.com/zalandoresearch/fashion-mnist#labels
LABELS = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot")
CELL, LEFT, TOP = 44, 100, 40

Matrix = list[list[int]]


def lines(matrix: Matrix) -> Iterator[str]:
    """The accuracy of each class, what it is most often taken for, and the accuracy of all."""
    for row, label in enumerate(LABELS):
        wrong = max((column for column in range(len(LABELS)) if column != row), key=lambda column: matrix[row][column])
        yield f"{label:<12} {share(matrix[row][row], sum(matrix[row])):>7}, most often taken for {LABELS[wrong]} ({matrix[row][wrong]})"
    yield f"{'all':<12} {share(sum(matrix[row][row] for row in range(len(LABELS))), sum(map(sum, matrix))):>7}, before weights have 8 bits"


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%" if whole else "-"


def picture(matrix: Matrix) -> str:
    """The matrix as an SVG: the darker a cell, the more images of its row."""
    size = CELL * len(LABELS)
    return "\n".join((
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + size + 10} {TOP + size + 20}" font-family="sans-serif" font-size="11">',
        "<title>Confusion matrix of the 10,000 test images: rows are classes, columns are answers</title>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        *cells(matrix), *titles(), "</svg>", ""))


def cells(matrix: Matrix) -> Iterator[str]:
    for row, counts in enumerate(matrix):
        for column, count in enumerate(counts):
            left, top, part = LEFT + column * CELL, TOP + row * CELL, count / max(sum(counts), 1)
            # The root makes the few mistakes visible.
            light = round(100 - 65 * part ** 0.5)
            ink = "#fff" if light < 60 else "#222"
            yield f'<rect x="{left}" y="{top}" width="{CELL - 1}" height="{CELL - 1}" fill="hsl({130 if row == column else 10} 60% {light}%)"/>'
            if count:
                yield f'<text x="{left + CELL / 2:g}" y="{top + CELL / 2 + 4:g}" text-anchor="middle" fill="{ink}">{count}</text>'


def titles() -> Iterator[str]:
    for index, label in enumerate(LABELS):
        middle = index * CELL + CELL / 2
        yield f'<text x="{LEFT - 8}" y="{TOP + middle + 4:g}" text-anchor="end" fill="#222">{label}</text>'
        yield f'<text x="{LEFT + middle:g}" y="{TOP - 8 - 12 * (index % 2)}" text-anchor="middle" fill="#222">{label}</text>'
