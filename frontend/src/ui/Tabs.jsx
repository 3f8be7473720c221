import { useId } from 'react';

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

/**
 * Tabs, of which one panel is shown. The arrow keys lead from one to the next.
 * @template {string} Name
 * @param {object} props
 * @param {string} props.label
 * @param {Record<Name, string>} props.names by tab, in order
 * @param {Name} props.current
 * @param {(tab: Name) => void} props.onChange
 * @param {import('react').ReactNode} [props.beside] what stands at the end of the line
 * @param {import('react').ReactNode} props.children the panel of the current tab
 */
export function Tabs({ label, names, current, onChange, beside, children }) {
  const id = useId();
  const tabs = /** @type {Name[]} */ (Object.keys(names));

  /** @param {import('react').KeyboardEvent<HTMLElement>} event */
  function handleKey(event) {
    const { key, currentTarget } = event;
    const isReversed = getComputedStyle(currentTarget).direction === 'rtl';
    const step = (STEPS[key] ?? 0) * (isReversed ? -1 : 1);
    const index = tabs.indexOf(current);
    const ends = /** @type {Record<string, number>} */ ({ Home: 0, End: tabs.length - 1 });
    const next = ends[key] ?? (index + step + tabs.length) % tabs.length;
    if (next === index) return;
    event.preventDefault();
    onChange(tabs[next]);
    /** @type {HTMLElement} */ (currentTarget.children[next]).focus();
  }

  return (
    <>
      <div className="tabs">
        {/* The keys bubble up from the tabs. */}
        {/* eslint-disable-next-line jsx-a11y/interactive-supports-focus */}
        <div className="tabs-list" role="tablist" aria-label={label} onKeyDown={handleKey}>
          {tabs.map((tab) => (
            <button
              key={tab}
              type="button"
              className="tab"
              role="tab"
              id={`${id}-${tab}`}
              aria-selected={tab === current}
              aria-controls={`${id}-panel`}
              tabIndex={tab === current ? 0 : -1}
              onClick={() => onChange(tab)}
            >
              {names[tab]}
            </button>
          ))}
        </div>
        {beside}
      </div>
      <div
        className="tab-panel"
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${current}`}
      >
        {children}
      </div>
    </>
  );
}
