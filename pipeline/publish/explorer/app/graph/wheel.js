// The wheel scrolls the page, as everywhere; it changes the scale of a drawing that one works in.

/**
 * With Ctrl (as touchpads pinch), or once the drawing has the focus, the wheel belongs to the drawing.
 * @param {HTMLElement} stage
 * @param {HTMLElement} canvas
 */
export function heedWheel(stage, canvas) {
  stage.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== canvas) event.stopPropagation();
    },
    { capture: true, passive: true },
  );
  // cytoscape keeps a press from giving the focus.
  canvas.addEventListener("pointerdown", () => canvas.focus({ preventScroll: true }));
}
