/** The map workspace: territories on a map, the table beside it, both with the same selection. */
import "../styles/map.css";
import { call } from "./api.ts";
import { Board } from "./board.ts";
import { Canvas } from "./canvas.ts";
import { Cards } from "./card.ts";
import { chooseBy, choosePostal } from "./choose-by.ts";
import { listChosen } from "./chosen-list.ts";
import { compareWith, hatchProposal } from "./compare.ts";
import { askAboutConflict } from "./conflict.ts";
import { byId } from "./dom.ts";
import { startEditing } from "./editing.ts";
import { askedPlace, goTo, isHere } from "./found.ts";
import { tellUnderPointer } from "./hover.ts";
import { showInsets } from "./insets.ts";
import { layersMenu } from "./layers-menu.ts";
import { splitter, tabs } from "./layout.ts";
import { Ledger } from "./ledger.ts";
import { measuresMenu } from "./measures-menu.ts";
import { showPicked } from "./picked.ts";
import { PointsMenu } from "./points-menu.ts";
import { offerToTake, preview } from "./proposal.ts";
import { Search } from "./search.ts";
import { Selection } from "./selection.ts";
import { Summary } from "./summary.ts";
import { Sync } from "./sync.ts";
import { Table } from "./table.ts";
import { themeMenu } from "./theme-menu.ts";
import { Tools } from "./tools.ts";
import type { Config, UnitColumns, Workspace } from "./types.ts";

async function open(config: Config): Promise<void> {
  const path = `territories/plans/${config.plan}`;
  const [space, units] = await Promise.all([
    call<Workspace>(`${path}/workspace${config.proposal ? `?proposal=${config.proposal}` : ""}`),
    call<UnitColumns>(`${path}/units`),
  ]);
  const ledger = new Ledger(units, space.territories);
  const board = new Board(ledger);
  const before = ledger.slot.slice();
  const previewed = config.proposal ? await preview(ledger, config.plan, config.proposal) : false;
  const selection = new Selection();
  const canvas = new Canvas(config, space, ledger, selection);
  const cards = new Cards(canvas);
  const table = new Table(ledger, selection);
  const shown = measuresMenu(space.measures, (some) => {
    shown.splice(0, shown.length, ...some);
    table.show(some);
  });
  const balanced = space.measures.filter((measure) => measure.tolerance !== null);
  const summary = new Summary(ledger, table, balanced);
  table.show(shown);
  summary.update();
  byId("workspace").classList.remove("is-loading");

  const resized = () => canvas.map.resize();
  splitter(resized);
  tabs(resized);
  new Search(
    (found) => {
      goTo(canvas, cards, found);
      if (found.postal) void choosePostal(canvas, found.name);
    },
    (found) => isHere(ledger, found),
  );
  const asked = askedPlace(location.search);
  if (asked) goTo(canvas, cards, asked);
  layersMenu(canvas);
  themeMenu(canvas, space.measures);
  showInsets(canvas);
  compareWith(canvas);
  if (previewed) hatchProposal(canvas, before);
  chooseBy(canvas);
  tellUnderPointer(canvas, shown);
  new PointsMenu(canvas);
  void showPicked(canvas);
  listChosen(ledger, selection);
  selection.changed.on((changed) => canvas.paint(changed));
  selection.focused.on(({ slot, zoom }) => {
    canvas.paint();
    const bounds = zoom && slot >= 0 ? ledger.boundsOf(ledger.unitsOf(slot)) : null;
    if (bounds) canvas.fit(bounds);
  });

  const sync = new Sync(board, config.plan, units.version, (conflicts, edit) =>
    askAboutConflict(ledger, conflicts, edit.moves),
  );
  sync.looksDifferent.on((changed) => {
    // A territory's deviation changes for all its units, not only for those that moved.
    canvas.paint(byId<HTMLSelectElement>("theme").value ? undefined : changed);
    canvas.label();
    table.update();
    summary.update();
  });
  const tools = new Tools(canvas, cards);
  if (previewed) offerToTake(config.plan, config.proposal!, units.version);
  else startEditing({ canvas, sync, tools, space, measures: balanced.length ? balanced : shown });
}

open(JSON.parse(byId("map-config").textContent ?? "{}")).catch((problem) => {
  byId("workspace").classList.add("is-broken");
  console.error(problem);
});
