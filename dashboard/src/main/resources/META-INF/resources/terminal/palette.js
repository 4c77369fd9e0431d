// The terminal's colours are the pages' own, light and dark; xterm raises the contrast of what programs choose.

const LIGHT = {
  black: "#16191d", red: "#b42318", green: "#157347", yellow: "#855900", blue: "#1d5fbf", magenta: "#8e3a9d", cyan: "#0f766e", white: "#5c6570",
  brightBlack: "#5c6570", brightRed: "#c93a2e", brightGreen: "#1a8a56", brightYellow: "#9a6a00", brightBlue: "#2f74d8", brightMagenta: "#a44fb4", brightCyan: "#12877d", brightWhite: "#16191d",
};
const DARK = {
  black: "#2a3036", red: "#f97066", green: "#4ac07a", yellow: "#e3b341", blue: "#6aa9ff", magenta: "#d39be0", cyan: "#2dd4bf", white: "#d5dade",
  brightBlack: "#98a2ad", brightRed: "#ff938b", brightGreen: "#76d69c", brightYellow: "#f0ca6b", brightBlue: "#93c2ff", brightMagenta: "#e4bdee", brightCyan: "#6fe6d6", brightWhite: "#ffffff",
};

const dark = matchMedia("(prefers-color-scheme: dark)");

export function palette() {
  const own = getComputedStyle(document.documentElement);
  const color = (name) => own.getPropertyValue(`--${name}`).trim();
  return {
    ...(dark.matches ? DARK : LIGHT),
    background: color("panel"),
    foreground: color("ink"),
    cursor: color("accent"),
    cursorAccent: color("panel"),
    selectionBackground: dark.matches ? "#2a5a54" : "#b9e3de",
    scrollbarSliderBackground: color("line"),
    scrollbarSliderHoverBackground: color("quiet"),
    scrollbarSliderActiveBackground: color("quiet"),
  };
}

export function onPalette(changed) {
  dark.addEventListener("change", changed);
}
