import { useView } from '../hooks/useView.js';
import { copy } from '../lib/copy.js';
import { PERIODS } from '../lib/vocabulary.js';

/** What the dashboard looks back on. */
export function RangeSwitch() {
  const { view, go } = useView();
  return (
    <div className="segments range-switch" role="radiogroup" aria-label={copy.dashboard.period}>
      {PERIODS.map((period) => (
        <label key={period}>
          <input
            type="radio"
            name="period"
            value={period}
            checked={view.period === period}
            onChange={() => go({ period })}
          />
          <span dir="auto">{copy.dashboard.periods[period]}</span>
        </label>
      ))}
    </div>
  );
}
