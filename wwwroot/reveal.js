// <reveal-password>: a button beside a password that shows what was typed, for thumbs that miss.
customElements.define("reveal-password", class extends HTMLElement {
  connectedCallback() {
    if (this.querySelector("button")) return;
    const input = this.querySelector("input");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "text-button";
    const show = (visible) => {
      input.type = visible ? "text" : "password";
      button.textContent = visible ? this.dataset.hide : this.dataset.show;
      button.setAttribute("aria-pressed", String(visible));
    };
    show(false);
    button.addEventListener("click", () => show(input.type === "password"));
    input.form?.addEventListener("submit", () => show(false));
    this.append(button);
  }
});
