import { say } from "../app/messages.ts";
import { call, Refused } from "./api.ts";
import { byId } from "./dom.ts";
import type { Ledger } from "./ledger.ts";
import { t } from "./texts.ts";

interface Proposal {
  id: number;
  kind: string;
  assignment: { unit: number[]; territory: (number | null)[] };
}

/** Show an answer of the optimiser on the map as if it were taken; true when it is shown. */
export async function preview(ledger: Ledger, plan: number, wanted: number): Promise<boolean> {
  const all = await call<Proposal[]>(`territories/plans/${plan}/proposals`);
  const proposal = all.find((one) => one.id === wanted);
  if (!proposal) return false;
  const { unit, territory } = proposal.assignment;
  unit.forEach((id, at) => {
    const index = ledger.indexOf.get(id);
    if (index !== undefined) ledger.place(index, ledger.slotFor(territory[at] ?? null));
  });
  return true;
}

/** The button that takes the proposal over into the plan. */
export function offerToTake(plan: number, proposal: number, version: number): void {
  const button = byId<HTMLButtonElement>("take-proposal");
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await call(`territories/proposals/${proposal}/take`, { base_version: version });
      location.assign(`/map/?plan=${plan}`);
    } catch (problem) {
      say((problem instanceof Refused && problem.message) || t("not_done"), "error");
      button.disabled = false;
    }
  });
}
