import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';

import { formatCount } from '../../lib/numbers.js';
import { useMediaQuery } from '../../ui/hooks/useMediaQuery.js';
import { dashboardCopy } from './copy.js';
import { tickDates } from './periods.js';

const MARGIN = { top: 10, right: 10, bottom: 0, left: 0 };
const DASHES = '5 4';
const TICKS = 8;
const NARROW_TICKS = 4;

// The width of a digit, and of the space beside the digits.
const DIGIT = 7;
const BESIDE = 14;

/**
 * Return the width of the axis labels, which may be for a rounder number than the largest value.
 * Measuring it would draw the chart twice.
 * @param {import('./periods.js').Step[]} steps
 */
function axisWidth(steps) {
  const most = Math.max(1, ...steps.flatMap(({ created, resolved }) => [created, resolved]));
  return formatCount(most * 2).length * DIGIT + BESIDE;
}

/**
 * Created tickets as an area and resolved ones as a dashed line, without animation.
 * @param {object} props
 * @param {import('./periods.js').Step[]} props.steps
 * @param {(date: string) => string} props.dateLabel
 * @param {string} props.label
 */
export function SeriesChart({ steps, dateLabel, label }) {
  const isNarrow = useMediaQuery('(width <= 720px)');
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={steps} margin={MARGIN} aria-label={label} accessibilityLayer>
        <defs>
          <linearGradient id="created-fill" x1="0" y1="0" x2="0" y2="1">
            <stop className="created-stop" offset="0%" stopOpacity="0.34" />
            <stop className="created-stop" offset="100%" stopOpacity="0.02" />
          </linearGradient>
        </defs>
        <CartesianGrid vertical={false} />
        <XAxis
          dataKey="date"
          tickFormatter={dateLabel}
          tickLine={false}
          axisLine={false}
          tickMargin={8}
          height={24}
          ticks={tickDates(steps, isNarrow ? NARROW_TICKS : TICKS)}
          interval="preserveStartEnd"
        />
        <YAxis
          width={axisWidth(steps)}
          tickFormatter={formatCount}
          allowDecimals={false}
          tickLine={false}
          axisLine={false}
          tickMargin={6}
        />
        <Tooltip content={<Tip dateLabel={dateLabel} />} isAnimationActive={false} />
        <Area
          className="series-created"
          type="linear"
          dataKey="created"
          fill="url(#created-fill)"
          fillOpacity={1}
          strokeWidth={2}
          dot={false}
          activeDot={{ className: 'dot-created' }}
          isAnimationActive={false}
        />
        <Line
          className="series-resolved"
          type="linear"
          dataKey="resolved"
          strokeWidth={2}
          strokeDasharray={DASHES}
          dot={false}
          activeDot={{ className: 'dot-resolved' }}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

/**
 * Both numbers of one step, also announced while the arrow keys move along.
 * @param {object} props
 * @param {(date: string) => string} props.dateLabel
 * @param {boolean} [props.active] this and the rest is from Recharts
 * @param {string | number} [props.label]
 * @param {{ payload?: import('./periods.js').Step }[]} [props.payload]
 */
function Tip({ dateLabel, active, label, payload }) {
  const step = active ? payload?.[0]?.payload : undefined;
  return (
    <div className="chart-tip" role="status">
      {step ? (
        <>
          <b>{dateLabel(String(label))}</b>{' '}
          <span>{dashboardCopy.series.tip(step.created, step.resolved)}</span>
        </>
      ) : null}
    </div>
  );
}
