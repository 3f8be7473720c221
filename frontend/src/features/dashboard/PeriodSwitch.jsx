import { PERIODS } from '../../api/vocabulary.js';
import { useView } from '../../domain/view/useView.js';
import { dashboardCopy } from './copy.js';

/** The choice of the dashboard's period. */
export function PeriodSwitch() {
  const { view, go } = useView();
  return (
    <div className="segments period-switch" role="radiogroup" aria-label={dashboardCopy.period}>
      {PERIODS.map((period) => (
        <label key={period}>
          <input
            type="radio"
            name="period"
            value={period}
            checked={view.period === period}
            onChange={() => go({ period })}
          />
          <span dir="auto">{dashboardCopy.periods[period]}</span>
        </label>
      ))}
    </div>
  );
}
