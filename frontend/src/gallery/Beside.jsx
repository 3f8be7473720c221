/**
 * Small things in a row.
 * @param {{ children: import('react').ReactNode }} props
 */
export function Beside({ children }) {
  return (
    <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: 'var(--space-3)' }}>
      {children}
    </span>
  );
}
