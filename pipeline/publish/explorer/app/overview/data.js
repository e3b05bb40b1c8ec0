// The block that overview.py writes: the vocabulary in figures, and its branches.

import { json } from "../blocks.js";

/**
 * What overview.py writes: `said` is how often (the last number) a relation leads from a branch to
 * another; a chart gives each branch its place and radius.
 * @typedef {{ concept: number, size: number, label: Record<Language, string[]> }} Branch
 * @typedef {{ width: number, height: number, places: [number, number, number][] }} Chart
 * @typedef {{
 *   description: Both, rights: Both, letters: number, branches: Branch[], said: [number, number, number, number][], charts: Chart[],
 *   examples: { concept: number, acronym: string }[],
 *   counts: { concepts: number, labels: number, relations: number, sources: number, tops: number },
 * }} Overview
 */

/** @type {Promise<Overview> | undefined} */
let opening;

/** Read it, once for all who ask. Rejects with BlockError where it is damaged. */
export function openOverview() {
  return (opening ??= json("overview"));
}
