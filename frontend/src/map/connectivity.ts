/**
 * Count the pieces of each territory while units are dragged, as the server does of what is saved:
 * 1 is whole, 2 or more is broken, 0 is empty. The cases of `pieces.cases.json` hold both to the same.
 *
 * `a` and `b` are the two units of each border, `territory` the territory of each unit (-1: none).
 */
export function pieces(
  territory: Int32Array,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  count: number,
): Int32Array {
  const parent = new Int32Array(territory.length);
  const found = new Int32Array(count);
  for (let unit = 0; unit < territory.length; unit++) {
    parent[unit] = unit;
    if (territory[unit]! >= 0) found[territory[unit]!]!++;
  }
  const root = (unit: number): number => {
    let top = unit;
    while (parent[top] !== top) {
      parent[top] = parent[parent[top]!]!;
      top = parent[top]!;
    }
    return top;
  };
  for (let border = 0; border < a.length; border++) {
    const home = territory[a[border]!]!;
    if (home < 0 || home !== territory[b[border]!]) continue;
    const left = root(a[border]!);
    const right = root(b[border]!);
    if (left === right) continue;
    parent[left] = right;
    found[home]!--;
  }
  return found;
}
