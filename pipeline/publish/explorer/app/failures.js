// What goes wrong while the page runs, said to the reader; the console keeps the details.

import { BlockError } from "./blocks.js";
import { notify } from "./shell.js";
import { RoomError } from "./state.js";
import { t } from "./words.js";

export function watchFailures() {
  addEventListener("error", (event) => tell(event, event.error ?? event.message));
  addEventListener("unhandledrejection", (event) => tell(event, event.reason));
}

/**
 * @param {unknown} error
 * @param {string} otherwise the key of what is said where nothing more is known
 */
export function failureWords(error, otherwise) {
  const cause = error instanceof RoomError ? error.cause : error;
  if (cause instanceof BlockError) return t("shell.damaged", { block: cause.message });
  const words = cause instanceof Error ? cause.message : String(cause);
  return error instanceof RoomError ? t("shell.room_failed", { room: t(`shell.room_${error.message}`), error: words }) : t(otherwise, { error: words });
}

/**
 * @param {Event} event
 * @param {unknown} error
 */
function tell(event, error) {
  notify(failureWords(error, "shell.unexpected"));
  // A damaged block is nothing that the console could say more of.
  if (error instanceof BlockError || (error instanceof RoomError && error.cause instanceof BlockError)) event.preventDefault();
}
