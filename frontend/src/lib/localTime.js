const MINUTE = 60_000;

/**
 * Return a time as a field for local times has it.
 * @param {string | number | Date} time
 */
export function toLocalInput(time) {
  const date = new Date(time);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * MINUTE);
  return local.toISOString().slice(0, 16);
}
