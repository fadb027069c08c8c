// Before the first paint: a reader whose theme is "auto" gets the one of the device; paper is light.
(() => {
  const page = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paper = matchMedia("print");
  const chosen = page.dataset.bsTheme;
  const apply = () => {
    const auto = dark.matches ? "dark" : "light";
    const wanted = page.dataset.theme === "auto" ? auto : chosen;
    page.dataset.bsTheme = paper.matches ? "light" : wanted;
  };
  dark.addEventListener("change", apply);
  paper.addEventListener("change", apply);
  apply();
})();
