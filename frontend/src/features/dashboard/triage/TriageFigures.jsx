import { formatCount, formatDollars, formatDuration, formatShare } from '../../../lib/numbers.js';
import { triageCopy } from './copy.js';

/**
 * The figures of the suggestions, each with a note on its parts.
 * @param {{ triage: import('../../../types').Triage }} props
 */
export function TriageFigures({ triage }) {
  const { offered, accepted, latency_p50_ms, latency_p95_ms, cost } = triage;
  const text = triageCopy;
  return (
    <dl className="triage-figures">
      <Fact name={text.offered} value={formatCount(offered)} note={text.offeredNote(triage)} />
      <Fact
        name={text.accepted}
        value={offered ? formatShare(accepted / offered) : text.none}
        note={offered ? text.acceptedNote(triage) : text.acceptedNone}
      />
      {latency_p50_ms === null || latency_p95_ms === null ? (
        <Fact name={text.latency} value={text.none} note={text.latencyNone} />
      ) : (
        <Fact
          name={text.latency}
          value={formatDuration(latency_p50_ms)}
          note={text.latencyNote(formatDuration(latency_p95_ms))}
        />
      )}
      <Fact
        name={text.cost}
        value={cost === null ? text.costUnknown : formatDollars(cost)}
        note={cost === null ? text.costNone : text.costNote}
      />
    </dl>
  );
}

/** @param {{ name: string, value: string, note: string }} props */
function Fact({ name, value, note }) {
  return (
    <div className="glass triage-figure">
      <dt className="figure-name">{name}</dt>
      <dd className="figure-value">
        <bdi>{value}</bdi>
      </dd>
      <dd className="triage-figure-note">{note}</dd>
    </div>
  );
}
