/** What every page has: styles, htmx, closing menus and messages, files by dragging, questions. */
import "../styles/app.css";
import htmx from "htmx.org";
import { submitOnChange } from "./autosubmit.ts";
import { suggestObjects } from "./choose.ts";
import { orderColumns } from "./column-order.ts";
import { offerCommands } from "./command-box.ts";
import { askBeforeActing } from "./confirm.ts";
import { workTheDesk } from "./desk.ts";
import { acceptDroppedFiles } from "./file-drop.ts";
import { forgetOnLogout } from "./forget.ts";
import { editCells, tickLines } from "./lists.ts";
import { closeMenus } from "./menus.ts";
import { showMessages } from "./messages.ts";
import { printPages } from "./print.ts";
import { writeAtOnce } from "./quick.ts";
import { reachWideTables } from "./scrollers.ts";
import { proposeTimeZone } from "./time-zone.ts";

declare global {
  interface Window {
    htmx: typeof htmx;
  }
}
window.htmx = htmx;

closeMenus();
showMessages();
printPages();
askBeforeActing();
acceptDroppedFiles();
forgetOnLogout();
submitOnChange();
tickLines();
orderColumns();
editCells();
suggestObjects();
offerCommands();
reachWideTables();
workTheDesk();
writeAtOnce();
proposeTimeZone();
