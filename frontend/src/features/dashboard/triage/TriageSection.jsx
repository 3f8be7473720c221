import { CATEGORIES, PRIORITIES_BY_URGENCY } from '../../../api/vocabulary.js';
import { useConfig } from '../../../domain/session/useConfig.js';
import { ConfusionMatrix } from './ConfusionMatrix.jsx';
import { triageCopy } from './copy.js';
import { TriageFailures } from './TriageFailures.jsx';
import { TriageFigures } from './TriageFigures.jsx';

/**
 * The quality of the suggestions in a period; nothing without a model.
 * @param {{ triage: import('../../../types').Triage, period: Pick<import('../../../types').Stats['period'], 'name' | 'since' | 'until'> }} props
 */
export function TriageSection({ triage, period }) {
  const hasModel = useConfig()?.suggestions === true;
  const text = triageCopy;
  if (!triage.asked && !hasModel) return null;
  return (
    <div className="triage" role="group" aria-labelledby="triage-heading">
      <div className="triage-head">
        <h2 id="triage-heading">{text.heading}</h2>
        <p>{triage.asked ? text.notes[period.name] : text.nothing}</p>
      </div>
      {triage.asked ? <Content triage={triage} days={period} /> : null}
    </div>
  );
}

/** @param {{ triage: import('../../../types').Triage, days: import('../../../ui/table/DownloadCsv.jsx').Days }} props */
function Content({ triage, days }) {
  return (
    <>
      <TriageFigures triage={triage} />
      <div className="triage-cards">
        {triage.offered ? (
          <>
            <ConfusionMatrix field="category" values={CATEGORIES} cells={triage.category} />
            <ConfusionMatrix
              field="priority"
              values={PRIORITIES_BY_URGENCY}
              cells={triage.priority}
            />
          </>
        ) : (
          <p className="glass triage-card triage-card--empty">{triageCopy.noTickets}</p>
        )}
        <TriageFailures failures={triage.failures} asked={triage.asked} days={days} />
      </div>
    </>
  );
}
