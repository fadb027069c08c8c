const READING_TIME = 8000;

/** Close messages by their button; good news leaves by itself, bad news stays. */
export function showMessages(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest("[data-dismiss]");
    button?.closest(".toast-note")?.remove();
  });
  for (const note of document.querySelectorAll(".toast-success, .toast-info")) leave(note);
  document.body.addEventListener("htmx:responseError", () => {
    const text = document.body.dataset.failed;
    if (text) say(text, "error");
  });
}

function leave(note: Element): void {
  setTimeout(() => note.remove(), READING_TIME);
}

/** Show one message of the page's own. */
export function say(text: string, level: "success" | "warning" | "error" = "success"): void {
  const place = document.getElementById("messages");
  const note = document.createElement("div");
  note.className = `toast-note toast-${level}`;
  note.setAttribute("role", level === "error" ? "alert" : "status");
  const words = document.createElement("p");
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn-close";
  close.dataset.dismiss = "";
  close.setAttribute("aria-label", "×");
  note.append(words, close);
  place?.append(note);
  if (level === "success") leave(note);
}
