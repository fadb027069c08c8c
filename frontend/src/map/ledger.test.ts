import { describe, expect, it } from "vitest";
import { fourInARow, twoTerritories } from "./fixture.ts";
import { labelPoints } from "./labels.ts";
import { Ledger } from "./ledger.ts";

const made = () => new Ledger(fourInARow(), twoTerritories());

describe("ledger", () => {
  it("adds up each territory and its deviation from the mean", () => {
    const ledger = made();
    expect([...ledger.totals.workload!]).toEqual([30, 70]);
    expect(ledger.deviation("workload", 0)).toBeCloseTo(-0.4);
    expect(ledger.deviation("workload", 1)).toBeCloseTo(0.4);
  });

  it("keeps totals, accounts, area and pieces current after a move", () => {
    const ledger = made();
    ledger.place(2, 0);
    expect([...ledger.totals.workload!]).toEqual([60, 40]);
    expect([...ledger.accounts]).toEqual([6, 4]);
    expect([...ledger.area]).toEqual([15, 5]);
    expect(ledger.piecesOf(0)).toBe(1);
    ledger.place(1, 1);
    expect(ledger.piecesOf(0)).toBe(2);
    expect(ledger.piecesOf(1)).toBe(2);
  });

  it("compares only within the same container", () => {
    const ledger = new Ledger(fourInARow(), twoTerritories(["peninsula", "07"]));
    expect(ledger.deviation("workload", 0)).toBe(0);
    expect(ledger.deviation("workload", 1)).toBe(0);
  });

  it("uses the mean it is told where only a part of the plan is seen", () => {
    const [first, second] = twoTerritories();
    const ledger = new Ledger(fourInARow(), [{ ...first!, fair: { workload: 60 } }, second!]);
    expect(ledger.deviation("workload", 0)).toBeCloseTo(-0.5);
    expect(ledger.deviation("workload", 1)).toBeCloseTo(0.4);
  });

  it("counts an emptied territory as no pieces and a bridge as a border", () => {
    const ledger = made();
    for (const unit of [0, 1]) ledger.place(unit, -1);
    expect(ledger.piecesOf(0)).toBe(0);
    expect(ledger.territoryOf(0)).toBeNull();
    expect(ledger.piecesOf(1)).toBe(1);
  });

  it("names each territory at one of its own units", () => {
    const names = labelPoints(made()).features.map((one) => one.geometry.coordinates[0]);
    expect([0, 1]).toContain(names[0]);
    expect([2, 3]).toContain(names[1]);
  });
});
