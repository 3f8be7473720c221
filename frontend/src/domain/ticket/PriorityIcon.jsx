const BARS = [
  { x: 2, y: 9, height: 5 },
  { x: 6.5, y: 5.5, height: 8.5 },
  { x: 11, y: 2, height: 12 },
];
const FILLED = { low: 1, medium: 2, high: 3 };

/**
 * The icon of a priority: one to three bars, and its own shape for critical.
 * @param {{ priority: import('../../types').Priority }} props
 */
export function PriorityIcon({ priority }) {
  if (priority === 'critical') {
    return (
      <svg className="mark mark--critical" viewBox="0 0 16 16" aria-hidden="true">
        <rect x="1.8" y="1.8" width="12.4" height="12.4" rx="3.2" fill="currentColor" />
        <path className="mark-cut" d="M8 4.7v4" strokeWidth="1.9" strokeLinecap="round" />
        <circle className="mark-hole" cx="8" cy="11.3" r="1.1" />
      </svg>
    );
  }
  return (
    <svg className={`mark mark--${priority}`} viewBox="0 0 16 16" aria-hidden="true">
      {BARS.map((bar, index) => (
        <rect
          key={bar.x}
          {...bar}
          width="3"
          rx="1"
          fill="currentColor"
          opacity={index < FILLED[priority] ? 1 : 0.28}
        />
      ))}
    </svg>
  );
}

/**
 * The icon of a priority or a category; it always stands beside the word.
 * @param {{ field: 'priority' | 'category', value: string }} props
 */
export function ChoiceIcon({ field, value }) {
  if (field === 'priority') {
    return <PriorityIcon priority={/** @type {import('../../types').Priority} */ (value)} />;
  }
  return <span className={`dot dot--${value}`} aria-hidden="true" />;
}
