/**
 * The icon of a status, told by shape as well as by colour: ring, half-filled ring, disc with a
 * check, disc with a dash.
 * @param {{ status: import('../../types').Status }} props
 */
export function StatusIcon({ status }) {
  return (
    <svg className={`mark mark--${status}`} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[status]}
    </svg>
  );
}

const ring = <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.7" />;
const disc = <circle cx="8" cy="8" r="6.3" fill="currentColor" />;

const SHAPES = {
  open: ring,
  in_progress: (
    <>
      {ring}
      <path d="M8 4.7a3.3 3.3 0 0 1 0 6.6z" fill="currentColor" />
    </>
  ),
  resolved: (
    <>
      {disc}
      <path
        className="mark-cut"
        d="m5.2 8.2 2 2 3.7-4.1"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  closed: (
    <>
      {disc}
      <path className="mark-cut" d="M5.3 8h5.4" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
};
