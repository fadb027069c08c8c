/** One choice in a dialogue; the first is the one Enter takes. */
export interface Choice {
  value: string;
  label: string;
  style?: "primary" | "danger";
}

/** Show a dialogue and return the value chosen, or "" when it was closed. */
export function choose(body: Node[], choices: Choice[]): Promise<string> {
  const dialogue = document.createElement("dialog");
  dialogue.className = "dialogue";
  const form = document.createElement("form");
  form.method = "dialog";
  const actions = document.createElement("div");
  actions.className = "dialogue-actions";
  for (const choice of choices) {
    const button = document.createElement("button");
    button.value = choice.value;
    button.textContent = choice.label;
    button.className = choice.style ? `btn btn-${choice.style}` : "btn";
    actions.append(button);
  }
  form.append(...body, actions);
  dialogue.append(form);
  document.body.append(dialogue);
  dialogue.showModal();
  return new Promise((resolve) => {
    dialogue.addEventListener("close", () => {
      resolve(dialogue.returnValue);
      dialogue.remove();
    });
  });
}

/** Ask a yes-or-no question; the words of the buttons come from the page. */
export async function ask(question: string): Promise<boolean> {
  const text = document.createElement("p");
  text.textContent = question;
  const { confirmYes = "OK", confirmNo = "Cancel" } = document.body.dataset;
  const answer = await choose(
    [text],
    [
      { value: "yes", label: confirmYes, style: "primary" },
      { value: "", label: confirmNo },
    ],
  );
  return answer === "yes";
}
